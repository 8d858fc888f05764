/**
 * The user's git credential store, asked under a protocol and host of our own.
 *
 * Beside the runner in `git.ts` because these are the only calls that need
 * credential helpers, which that one switches off. What keeps a hostile repository
 * out: git runs with a git directory that can't exist, so it discovers none and
 * reads the user's global and system configuration only; a repository's
 * `credential.helper` would otherwise be handed the key. Nothing prompts.
 *
 * The `cache` helper forgets after minutes and so doesn't count as storage.
 */
import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { devNull } from 'node:os'
import { dirname } from 'node:path'
import { realpath } from 'node:fs/promises'
import { gitEnvironment } from '../git.ts'

/** RFC 6761 reserves `.invalid`: no helper can mistake it for a host that exists. */
const PROTOCOL = 'wakelore'
const HOST = 'vault.wakelore.invalid'
const ANSWER_LIMIT_BYTES = 64 * 1024

/** A helper may wait for a person (a locked keychain); longer than this nobody is there. */
const TIME_LIMIT_MS = 15_000

export type GitCredential = {
  /** The configured helpers that store, in git's order; empty where there are none. */
  readonly storingHelpers: () => Promise<readonly string[]>
  /** The secret kept for `username`, asked of `helpers` only where they are named. */
  readonly fill: (username: string, helpers?: readonly string[]) => Promise<string | undefined>
  readonly approve: (username: string, secret: string, helpers: readonly string[]) => Promise<void>
  readonly reject: (username: string, secret: string) => Promise<void>
}

/** `directory` is where git is started: one of our own, private to the user. */
export function makeGitCredential(options: {
  directory: string
  environment: NodeJS.ProcessEnv
  executable?: string
}): GitCredential {
  const run = async (
    args: readonly string[],
    input: string,
  ): Promise<{ output: string; exitCode: number }> => {
    const environment = {
      ...gitEnvironment(options.environment),
      GIT_DIR: devNull,
      GIT_CEILING_DIRECTORIES: dirname(await realpath(options.directory)),
    }
    const child = spawn(options.executable ?? 'git', args, {
      cwd: options.directory,
      env: environment,
      stdio: ['pipe', 'pipe', 'ignore'],
      timeout: TIME_LIMIT_MS,
      windowsHide: true,
    })
    // A helper may end without reading: that shows in what git answers.
    child.stdin.on('error', () => child.stdin.destroy())
    let output = ''
    child.stdout.setEncoding('utf8').on('data', (text: string) => {
      if (output.length < ANSWER_LIMIT_BYTES) output += text
    })
    child.stdin.end(input)
    try {
      const [exitCode] = (await once(child, 'close')) as [number | null]
      return { output, exitCode: exitCode ?? 128 }
    } catch {
      // git isn't there: the same as a git that has nothing stored.
      return { output: '', exitCode: 127 }
    }
  }

  return {
    storingHelpers: async () => {
      const { output, exitCode } = await run(['config', '-z', '--get-all', 'credential.helper'], '')
      return exitCode === 0 ? storing(output.split('\0').slice(0, -1)) : []
    },
    fill: async (username, helpers) => {
      const { output, exitCode } = await run([...only(helpers), 'credential', 'fill'], description(username))
      const answer = /^password=(.*)$/m.exec(output)?.[1]
      return exitCode === 0 ? answer : undefined
    },
    approve: async (username, secret, helpers) => {
      await run([...only(helpers), 'credential', 'approve'], description(username, secret))
    },
    reject: async (username, secret) => {
      await run(['credential', 'reject'], description(username, secret))
    },
  }
}

/** An empty value empties the list so far, in git as here. */
function storing(helpers: readonly string[]): string[] {
  return helpers
    .slice(helpers.lastIndexOf('') + 1)
    .filter((helper) => !/^cache(\s|$)|git-credential-cache|credential cache/.test(helper))
}

function only(helpers: readonly string[] | undefined): string[] {
  if (helpers === undefined) return []
  return ['', ...helpers].flatMap((helper) => ['-c', `credential.helper=${helper}`])
}

function description(username: string, secret?: string): string {
  const lines = [`protocol=${PROTOCOL}`, `host=${HOST}`, `username=${username}`]
  if (secret !== undefined) lines.push(`password=${secret}`)
  return `${lines.join('\n')}\n\n`
}
