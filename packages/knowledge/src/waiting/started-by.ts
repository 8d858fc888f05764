/**
 * Who started a git command: somebody at a shell, who waits for it, or a tool by itself.
 *
 * The processes above it tell, the nearest first, by the lists of `programs.ts`. What no
 * list knows says nothing either way; where nothing says anything, it was you.
 */
import { AGENTS, EDITORS, PLUMBING, SHELLS, TERMINALS } from './programs.ts'

export type StartedBy = 'you' | 'tools'

export function startedBy(command: string, ancestors: readonly string[]): StartedBy {
  if (PLUMBING.has(command)) return 'tools'
  let isTyped = false
  for (const ancestor of ancestors) {
    const program = programName(ancestor)
    if (AGENTS.has(program)) return 'tools'
    // An editor runs git, and has terminals in which somebody else does.
    if (EDITORS.has(program)) return isTyped ? 'you' : 'tools'
    if (TERMINALS.has(program)) return 'you'
    isTyped ||= SHELLS.has(program)
  }
  return 'you'
}

/** As Linux, Windows and login shells name it: `-bash`, `Code.exe`, `tmux: server`. */
function programName(ancestor: string): string {
  return ancestor
    .toLowerCase()
    .replace(/^-/, '')
    .replace(/:.*$/, '')
    .replace(/\.exe$/, '')
}
