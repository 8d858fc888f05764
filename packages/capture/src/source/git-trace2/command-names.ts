/**
 * Names that git itself gives: its commands, their modes, the classes of what it starts.
 *
 * They are kept at every detail level, so nothing may pass that a user could have
 * written: what isn't in these lists becomes a word that says so. The lists are those of
 * git 2.30 up to 2.51 (command-list.txt, git.c, and what its scripts and helpers call
 * themselves); a newer command shows as `external` until it is added.
 */
const COMMANDS = new Set(
  `add add--interactive am annotate apply archimport archive backfill bisect bisect--helper blame branch
  bugreport bundle cat-file check-attr check-ignore check-mailmap check-ref-format checkout checkout--worker
  checkout-index cherry cherry-pick citool clean clone column commit commit-graph commit-tree config
  count-objects credential credential-cache credential-cache--daemon credential-libsecret
  credential-osxkeychain credential-store credential-wincred cvsexportcommit cvsimport cvsserver daemon describe
  diagnose diff diff-files diff-index diff-pairs diff-tree difftool difftool--helper env--helper fast-export
  fast-import fetch fetch-pack filter-branch fmt-merge-msg for-each-ref for-each-repo format-patch format-rev
  fsck fsck-objects fsmonitor--daemon gc get-tar-commit-id grep gui gui--askpass hash-object help history hook
  http-backend http-fetch http-push imap-send index-pack init init-db instaweb interpret-trailers
  last-modified legacy-rebase log ls-files ls-remote ls-tree mailinfo mailsplit maintenance merge merge-base
  merge-file merge-index merge-octopus merge-one-file merge-ours merge-recursive merge-recursive-ours
  merge-recursive-theirs merge-resolve merge-subtree merge-tree mergetool mktag mktree multi-pack-index mv
  name-rev notes p4 pack-objects pack-redundant pack-refs patch-id pickaxe prune prune-packed pull push
  quiltimport range-diff read-tree rebase rebase--interactive receive-pack reflog refs remote remote-curl
  remote-ext remote-fd remote-ftp remote-ftps remote-http remote-https repack replace replay repo request-pull
  rerere reset restore rev-list rev-parse revert rm scalar send-email send-pack sh-i18n--envsubst shell
  shortlog show show-branch show-index show-ref sparse-checkout stage stash status stripspace submodule
  submodule--helper subtree svn switch symbolic-ref tag unpack-file unpack-objects update-index update-ref
  update-server-info upload-archive upload-archive--writer upload-pack url-parse var verify-commit verify-pack
  verify-tag version web--browse whatchanged worktree write-tree`.split(/\s+/),
)

const MODES = new Set(
  `branch path patch unborn patch-interactive mixed soft hard merge keep interactive interactive-exec continue
  skip abort quit edit_todo show_current_patch verify write expire repack compact`.split(/\s+/),
)

const CHILD_CLASSES = new Set(
  `? hook pager editor background subprocess fsmonitor dashed git_alias shell_alias transport/git transport/ssh
  transport/file remote-http remote-https remote-ftp remote-ftps remote-ext remote-fd`.split(/\s+/),
)

export function isGitCommand(name: string): boolean {
  return COMMANDS.has(name)
}

export function knownMode(mode: string): string | undefined {
  return MODES.has(mode) ? mode : undefined
}

/** `remote` for a transport helper that isn't git's own, `other` for what no git is known to say. */
export function knownChildClass(name: string): string {
  if (CHILD_CLASSES.has(name)) return name
  return name.startsWith('remote-') ? 'remote' : 'other'
}

/** What a process called itself, and was called by, in the order told. */
export type Naming = {
  /** trace2's command names: git's own, or `_run_dashed_` and its kin. */
  readonly names: readonly string[]
  /** Words after alias expansion, the last one's. */
  readonly expansion?: readonly string[]
  /** The program that a `_run_dashed_` started, or tried to, last: `git-foo`. */
  readonly dashed?: string
  readonly argv: readonly string[]
}

/**
 * The command that was run. Other words than git's commands: `alias` (runs a shell),
 * `external` (isn't git's), `query` (`git --exec-path`), `usage` (none, or a wrong
 * option before it), `unknown` (its trace doesn't tell).
 */
export function operationName(naming: Naming): string {
  const own = naming.names.findLast((name) => !name.startsWith('_'))
  if (own === 'remote-curl') return orExternal(programCommand(naming.argv[0] ?? '') ?? own)
  if (own !== undefined) return orExternal(own)
  switch (naming.names.at(-1)) {
    case '_run_shell_alias_':
      return 'alias'
    case '_run_git_alias_':
      return orExternal(commandWord(naming.expansion ?? []) ?? '')
    case '_run_dashed_':
      return orExternal(programCommand(naming.dashed ?? '') ?? '')
    case '_query_':
      return 'query'
    case '_usage_':
      return 'usage'
    case undefined:
      break
    default:
      return 'unknown'
  }
  if (naming.argv.length === 0) return 'unknown'
  const typed = programCommand(naming.argv[0]!) ?? commandWord(naming.argv.slice(1))
  return typed === undefined ? 'usage' : orExternal(typed)
}

function orExternal(name: string): string {
  return COMMANDS.has(name) ? name : 'external'
}

/** `/usr/lib/git-core/git-foo` is `foo`; `git` is none. */
export function programCommand(program: string): string | undefined {
  return /(?:^|[/\\])git-([^/\\]+?)(?:\.exe)?$/.exec(program)?.[1]
}

/** The first word that is neither an option of git itself nor such an option's value. */
function commandWord(words: readonly string[]): string | undefined {
  for (let index = 0; index < words.length; index++) {
    const word = words[index]!
    if (!word.startsWith('-')) return word
    if (TAKES_VALUE.has(word)) index++
  }
  return undefined
}

const TAKES_VALUE = new Set([
  '-C',
  '-c',
  '--git-dir',
  '--work-tree',
  '--namespace',
  '--super-prefix',
  '--config-env',
  '--attr-source',
  '--shallow-file',
])

/** A place that the command line names by an absolute path: `-C`, `--work-tree`, `--git-dir`. */
export function placeOfArguments(argv: readonly string[]): string | undefined {
  let place: string | undefined
  for (let index = 1; index < argv.length; index++) {
    const word = argv[index]!
    if (!word.startsWith('-')) break
    const option = /^(--git-dir|--work-tree)=(.*)$/s.exec(word)
    if (word === '-C' || word === '--git-dir' || word === '--work-tree') place = argv[index + 1] ?? place
    else if (option !== null) place = option[2]
    if (TAKES_VALUE.has(word)) index++
  }
  return place !== undefined && isAbsolutePath(place) ? place : undefined
}

const SERVERS = new Set(['receive-pack', 'upload-archive', 'upload-pack'])

/**
 * Where a command works that answers a fetch or a push: its command line tells that, and
 * not whoever asked. Undefined for other commands, `''` where no absolute path tells it.
 */
export function servedPlace(naming: Naming): string | undefined {
  if (!SERVERS.has(operationName(naming))) return undefined
  const path = naming.argv.at(-1) ?? ''
  return isAbsolutePath(path) ? path.replace(/(?<=.)\/(?:\.git\/?)?$/, '') : ''
}

/** As git tells paths: with slashes, on Windows after a drive. */
export function isAbsolutePath(path: string): boolean {
  return /^(?:\/|[A-Za-z]:[/\\])/.test(path)
}
