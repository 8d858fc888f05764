/** Where all three scripts get the values that change, in words that shells read alike. */

/**
 * As `vault/git` has it, as far as listing refs needs it: no lock, no fetch, no prompt,
 * and no trace, which capture would take for a command of the user's.
 */
export const GIT_ENVIRONMENT =
  'GIT_TRACE2=0 GIT_TRACE2_EVENT=0 GIT_TRACE2_PERF=0 GIT_OPTIONAL_LOCKS=0 GIT_NO_LAZY_FETCH=1 GIT_TERMINAL_PROMPT=0'

/** git's arguments, but for patterns; plumbing, which heeds no configured format, pager or program. */
export const LIST_REFS = `for-each-ref --format='%(refname:strip=2)'`

/** Of so many events, those that fit are offered, so many at most. */
export const EVENTS_READ = 300
export const EVENTS_OFFERED = 30

/** Lines of `wakelore log` that are of commands; a pattern of grep -E. */
export const COMMAND_EVENTS = '^[^ ]+ +[^ ]+ [^ ]+ +(git[.]command|command[.]run) '

/** Where `config.json` can be, see `vault/paths`: words of bash and zsh. */
export const CONFIG_FILES =
  '"${XDG_CONFIG_HOME:-$HOME/.config}/wakelore/config.json" "$HOME/Library/Application Support/wakelore/config.json"'

const IN_CONFIG = {
  repositories: { key: 'commonDir', afterwards: '; s|/\\.git$||; s|/*$|/|' },
  sinks: { key: 'name', afterwards: '' },
} as const

/**
 * sed's program that finds them in `config.json` as wakelore writes it, an entry a line.
 * A path that JSON has to escape is passed over: the shell's own completion of directories has it.
 */
export function readFromConfig(list: keyof typeof IN_CONFIG): string {
  const { key, afterwards } = IN_CONFIG[list]
  return `/^  "${list}": \\[/,/^  \\]/ { /^      "${key}": "[^"\\\\]*",\\{0,1\\}$/ { s/^[^:]*: "//; s/",\\{0,1\\}$//${afterwards}; p; }; }`
}
