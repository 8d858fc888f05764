/**
 * The script for zsh, 5.1 and newer, to be evaluated after `compinit` or to lie in `fpath` as
 * `_wakelore`. zsh's own `_arguments` reads the line, and `compadd` quotes what it offers.
 */
import { shellQuoted } from '../shell-word.ts'
import type { Completed, CompletedCommand, CompletedFlag, CompletedValue } from '../completion.ts'
import {
  CONFIG_FILES,
  GIT_ENVIRONMENT,
  LIST_REFS,
  COMMAND_EVENTS,
  EVENTS_OFFERED,
  EVENTS_READ,
  readFromConfig,
} from './sources.ts'

export function zshCompletion({ version, common, first, commands }: Completed): string {
  return `#compdef wakelore
# zsh completion of wakelore ${version}, as \`wakelore completion zsh\` prints it.

_wakelore_commands() {
  local -a commands=(
${commands.map(({ name, summary }) => `    ${shellQuoted(`${escaped(name, ':')}:${summary}`)}`).join('\n')}
  )
  _describe -t commands 'command' commands
}

# Where to ask git: --repo may stand before the command or behind it.
_wakelore_git() {
  local where=\${(Q)\${opt_args[--repo]:-\${repository:-.}}}
  ${GIT_ENVIRONMENT} command git -C "\${where/#\\~\\//$HOME/}" "$@" 2>/dev/null
}

_wakelore_config() {
  local file
  for file in ${CONFIG_FILES}; do
    if [[ -r $file ]]; then
      command sed -n "$1" "$file"
      return
    fi
  done
}

_wakelore_branches() {
  local expl
  local -a refs=(\${(f)"$(_wakelore_git ${LIST_REFS} refs/heads refs/remotes)"})
  _wanted branches expl 'branch' compadd -a refs
}

_wakelore_refs() {
  local expl
  local -a refs=(\${(f)"$(_wakelore_git ${LIST_REFS} refs/heads refs/tags refs/remotes)"})
  _wanted refs expl 'branch or tag' compadd -a refs
}

_wakelore_sinks() {
  local expl
  local -a sinks=(\${(f)"$(_wakelore_config ${shellQuoted(readFromConfig('sinks'))})"})
  _wanted sinks expl 'sink' compadd -a sinks
}

# Known ones are among the directories where a path was begun.
_wakelore_repositories() {
  local expl ret=1
  if [[ $PREFIX != */* ]]; then
    local -a known=(\${(f)"$(_wakelore_config ${shellQuoted(readFromConfig('repositories'))})"})
    _wanted repositories expl 'known repository' compadd -a known && ret=0
  fi
  _wanted directories expl 'directory' _path_files -/ && ret=0
  return ret
}

# The newest first; ids are what only wakelore knows.
_wakelore_events() {
  local expl at where=\${(Q)\${opt_args[--repo]:-$repository}}
  local -a lines ids
  lines=(\${(Oaf)"$(command wakelore log --limit ${EVENTS_READ} \${where:+--repo=$where} 2>/dev/null </dev/null |
    command grep -E -e "\${1:-.}" | command tail -n ${EVENTS_OFFERED})"})
  ids=(\${lines%%[[:space:]]*})
  for ((at = 1; at <= $#lines; at++)); do lines[at]=\${lines[at][1,COLUMNS-1]}; done
  _wanted -V events expl 'event' compadd -l -d lines -a ids
}

# A "--" that follows the command at once is left to us.
_wakelore_program() {
  if [[ $words[1] == -- ]]; then
    shift words
    ((CURRENT--))
  fi
  _normal
}

_wakelore_start() {
  [[ $PREFIX != [./~]* ]] && _wakelore_commands || _wakelore_repositories
}

_wakelore() {
  local curcontext=$curcontext state repository ret=1
  local -A opt_args
  local -a line common=(
${common.map((flag) => `    ${flagSpec(flag)}`).join('\n')}
  )
  _arguments -C $common \\
${first.map((flag) => `    ${flagSpec(flag)} \\`).join('\n')}
    '(-): :_wakelore_start' '(-)*:: :->command' && ret=0
  [[ $state == command ]] || return ret
  repository=\${opt_args[--repo]}
  opt_args=()
  curcontext="\${curcontext%:*:*}:wakelore-$words[1]:"
  case $words[1] in
${commands.map(commandCase).join('\n')}
    *) _arguments $common && ret=0 ;;
  esac
  return ret
}

if [[ $funcstack[1] == _wakelore ]]; then
  _wakelore "$@"
else
  compdef _wakelore wakelore
fi
`
}

function commandCase({ name, flags, arguments: taken }: CompletedCommand): string {
  // Whatever follows the program is the program's.
  const isProgram = taken.some(({ value }) => value.kind === 'program')
  const specs = [
    ...flags.map(flagSpec),
    ...(isProgram
      ? [`'(-):program: _command_names -e'`, `'(-)*::argument: _wakelore_program'`]
      : taken.map(({ label, value, isList }, at) =>
          shellQuoted(`${isList ? '*' : `${at + 1}:`}:${label}:${action(value)}`),
        )),
  ]
  return `    ${shellQuoted(name)})
      _arguments -S $common${specs.map((spec) => ` \\\n        ${spec}`).join('')} && ret=0
      ;;`
}

function flagSpec({ flag, short, description, value, label, isRepeatable }: CompletedFlag): string {
  const said = `[${escaped(description, '[]:')}]`
  if (short !== undefined) return `'(- *)'{${short},${flag}}${shellQuoted(said)}`
  const taken = value === undefined ? '' : `:${label}:${action(value)}`
  return shellQuoted(`${isRepeatable ? '*' : ''}${flag}${value === undefined ? '' : '='}${said}${taken}`)
}

function action(value: CompletedValue): string {
  switch (value.kind) {
    case 'words':
      return `(${value.words.map((word) => escaped(word, ' ()')).join(' ')})`
    case 'path':
      return '_files'
    case 'repository':
      return '_wakelore_repositories'
    case 'branch':
      return '_wakelore_branches'
    case 'ref':
      return '_wakelore_refs'
    case 'event':
      // Behind a space, so that zsh hands over no arguments of its own.
      return ' _wakelore_events'
    case 'command':
      return ` _wakelore_events ${shellQuoted(COMMAND_EVENTS)}`
    case 'sink':
      return '_wakelore_sinks'
    case 'program':
    case 'any':
      return ' '
  }
}

function escaped(text: string, characters: string): string {
  return [...text]
    .map((character) => (character === '\\' || characters.includes(character) ? `\\${character}` : character))
    .join('')
}
