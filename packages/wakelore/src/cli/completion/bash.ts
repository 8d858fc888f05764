/**
 * The script for bash, 3.2 (macOS) and newer, with bash-completion or without.
 *
 * bash hands over words that it has broken at "=" and ":" and not unquoted; so the script
 * reads the line itself, which takes some dozen microseconds a character. What it offers is
 * quoted for where it goes (`printf %q`, or nothing that the open quote would read as more
 * than itself). Files are left to readline, which quotes those that it finds itself.
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

export function bashCompletion({ version, common, first, commands }: Completed): string {
  const names = commands.map(({ name }) => name)
  return `# bash completion of wakelore ${version}, as \`wakelore completion bash\` prints it.

# Sets "flags" and "arguments" to what the command takes: a flag with "+" again and again, a kind with
# "*" all the rest.
_wakelore_command() {
  flags=${shellQuoted(common.map(listed).join(' '))} arguments=()
  case $1 in
    '') flags+=${shellQuoted(` ${first.map(listed).join(' ')}`)} arguments=(start) ;;
${commands.map(commandCase).filter(Boolean).join('\n')}
  esac
}

# Sets "kind" to what the value of a command's flag is; to nothing where it takes none.
_wakelore_value() {
  case "$1 $2" in
${[...common.map((flag) => valueCase('*', flag)), ...commands.flatMap((command) => command.flags.map((flag) => valueCase(shellQuoted(command.name), flag)))].filter(Boolean).join('\n')}
    *) kind= ;;
  esac
}

# Sets "words" and "word", the one to complete, unquoted; "quote" to the quote that is open,
# and "broken" to the part of "word" that readline keeps.
_wakelore_split() {
  local text=$1 char begun= i
  words=() word= quote= broken=
  for ((i = 0; i < \${#text}; i++)); do
    char=\${text:i:1}
    if [[ -z $quote && $char == [[:space:]] ]]; then
      [[ -n $begun ]] && words+=("$word")
      word= broken= begun=
      continue
    fi
    begun=1
    if [[ -n $quote && $char == "$quote" ]]; then
      quote=
    elif [[ $quote == "'" ]]; then
      word+=$char
    elif [[ $char == "\\\\" && ( -z $quote || \${text:i+1:1} == [\\"\\\\\\$\\\`] ) ]]; then
      ((i++))
      word+=\${text:i:1}
    elif [[ -z $quote && $char == [\\"\\'] ]]; then
      quote=$char broken=$word
    else
      word+=$char
      [[ -z $quote && $char == [=:] && $COMP_WORDBREAKS == *"$char"* ]] && broken=$word
    fi
  done
}

# Offers those lines of "$1" that go on from "wanted".
_wakelore_offer() {
  local value entry
  while IFS= read -r value; do
    [[ -n $value && $value == "$wanted"* ]] || continue
    entry=$lead$value
    entry=\${entry:\${#broken}}
    case $quote$entry in
      *[!A-Za-z0-9_./-]*) ;;
      *)
        COMPREPLY+=("$entry")
        continue
        ;;
    esac
    case $quote in
      "'") [[ $entry == *"'"* ]] && continue ;;
      '"') [[ $entry == *[\\$\\\`\\"\\\\!]* ]] && continue ;;
      *) printf -v entry %q "$entry" ;;
    esac
    COMPREPLY+=("$entry")
  done <<<"$1"
}

_wakelore_git() {
  local where=\${repo:-.}
  [[ $where == '~/'* ]] && where=$HOME/\${where:2}
  ${GIT_ENVIRONMENT} command git -C "$where" "$@" 2>/dev/null
}

# What was typed narrows it: git is faster at that.
_wakelore_refs() {
  local kind patterns=()
  for kind in "$@"; do patterns+=("refs/$kind/$wanted*" "refs/$kind/$wanted*/**"); done
  _wakelore_offer "$(_wakelore_git ${LIST_REFS} "\${patterns[@]}")"
}

# Ids are what only wakelore knows.
_wakelore_events() {
  _wakelore_offer "$(
    command wakelore log --limit ${EVENTS_READ} \${repo:+--repo "$repo"} 2>/dev/null </dev/null |
      command grep -E -e "$1" | command tail -n ${EVENTS_OFFERED} | command cut -d ' ' -f 1
  )"
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

_wakelore_leave_to_readline() {
  compopt "$@" 2>/dev/null
}

# In a process of its own, whatever this shell does with patterns that match nothing.
_wakelore_directories() (
  shopt -u failglob
  for path in "$wanted"*/; do [[ -d $path && $path != *$'\\n'* ]] && printf '%s\\n' "$path"; done
)

# Not left to readline, which takes "$" and "\`" in what it is given for the user's own and doesn't quote them.
_wakelore_repositories() {
  if [[ $wanted == '~'* ]]; then
    _wakelore_leave_to_readline -o dirnames
  else
    _wakelore_leave_to_readline -o nospace
    _wakelore_offer "$(
      _wakelore_config ${shellQuoted(readFromConfig('repositories'))}
      _wakelore_directories
    )"
  fi
}

# The program's own completion, where bash-completion is there to find it.
_wakelore_program() {
  local at
  for ((at = 1; at < COMP_CWORD; at++)); do [[ \${COMP_WORDS[at]} == run ]] && break; done
  for ((at++; at < COMP_CWORD; at++)); do
    [[ $1 -lt \${#words[@]} && \${COMP_WORDS[at]} == "\${words[$1]}" ]] && break
  done
  if type _comp_command_offset &>/dev/null; then
    _comp_command_offset "$at"
  elif type _command_offset &>/dev/null; then
    _command_offset "$at"
  elif (($1 == \${#words[@]})); then
    _wakelore_offer "$(compgen -c -- "$wanted")"
  else
    _wakelore_leave_to_readline -o default
  fi
}

_wakelore_complete() {
  case $1 in
    words' '*)
      local list=\${1#words } newline=$'\\n'
      _wakelore_offer "\${list// /$newline}"
      ;;
    path) _wakelore_leave_to_readline -o default ;;
    repository) _wakelore_repositories ;;
    branch) _wakelore_refs heads remotes ;;
    ref) _wakelore_refs heads tags remotes ;;
    event) _wakelore_events . ;;
    command) _wakelore_events ${shellQuoted(COMMAND_EVENTS)} ;;
    sink) _wakelore_offer "$(_wakelore_config ${shellQuoted(readFromConfig('sinks'))})" ;;
    start)
      [[ $wanted == [./~]* ]] || _wakelore_offer ${shellQuoted(names.join('\n'))}
      ((\${#COMPREPLY[@]})) || _wakelore_repositories
      ;;
  esac
}

_wakelore() {
  local IFS=$' \\t\\n' words word quote broken flags arguments kind one at used=' '
  local command= repo= value_of= only_arguments= count=0 program= lead= wanted
  COMPREPLY=()
  ((COMP_POINT > 4096)) && return
  _wakelore_split "\${COMP_LINE:0:COMP_POINT}"
  for ((at = 1; at < \${#words[@]}; at++)); do
    one=\${words[at]}
    if [[ $command == run && ( -n $only_arguments || $one != -* ) ]]; then
      program=$at
      break
    elif [[ -n $only_arguments || $one != -?* ]]; then
      if [[ -z $command ]]; then command=$one; else ((count++)); fi
    elif [[ $one == -- ]]; then
      only_arguments=1
    else
      used+="\${one%%=*} "
      _wakelore_value "$command" "\${one%%=*}"
      [[ $one == --repo=* ]] && repo=\${one#*=}
      if [[ -n $kind && $one != *=* ]]; then
        ((at++))
        if ((at == \${#words[@]})); then value_of=$one; fi
        if [[ $one == --repo && -z $value_of ]]; then repo=\${words[at]}; fi
      fi
    fi
  done
  wanted=$word
  if [[ -n $program ]]; then
    _wakelore_program "$program"
    return
  elif [[ -n $value_of ]]; then
    _wakelore_value "$command" "$value_of"
    _wakelore_complete "$kind"
    return
  elif [[ -z $only_arguments && $word == --*=* ]]; then
    lead=\${word%%=*}= wanted=\${word#*=}
    _wakelore_value "$command" "\${word%%=*}"
    _wakelore_complete "$kind"
    return
  fi
  _wakelore_command "$command"
  if [[ -n $only_arguments || $word != -* ]]; then
    if ((count >= \${#arguments[@]} && \${#arguments[@]})) && [[ \${arguments[\${#arguments[@]} - 1]} == *'*' ]]; then
      count=$((\${#arguments[@]} - 1))
    fi
    if ((count < \${#arguments[@]})); then
      one=\${arguments[count]%'*'}
      if [[ $one == program ]]; then _wakelore_program "\${#words[@]}"; else _wakelore_complete "$one"; fi
      [[ $one != any ]] && return
    fi
  fi
  if [[ -z $only_arguments ]]; then
    for one in $flags; do
      [[ $used == *" $one "* ]] || _wakelore_offer "\${one%+}"
    done
  fi
}

# Where bash is too old to say so word by word, files are offered wherever nothing else is.
if type compopt &>/dev/null; then
  complete -F _wakelore wakelore
else
  complete -o default -F _wakelore wakelore
fi
`
}

/** One that can be given again has a "+", and is offered again. */
function listed({ flag, isRepeatable }: CompletedFlag): string {
  return isRepeatable ? `${flag}+` : flag
}

function commandCase({ name, flags, arguments: taken }: CompletedCommand): string {
  const words = flags.map(listed)
  const parts = [
    ...(words.length === 0 ? [] : [`flags+=${shellQuoted(` ${words.join(' ')}`)}`]),
    ...(taken.length === 0
      ? []
      : [
          `arguments=(${taken.map(({ value, isList }) => shellQuoted(kindText(value) + (isList ? '*' : ''))).join(' ')})`,
        ]),
  ]
  return parts.length === 0 ? '' : `    ${shellQuoted(name)}) ${parts.join(' ')} ;;`
}

function valueCase(command: string, { flag, value }: CompletedFlag): string {
  return value === undefined
    ? ''
    : `    ${command}${shellQuoted(` ${flag}`)}) kind=${shellQuoted(kindText(value))} ;;`
}

function kindText(value: CompletedValue): string {
  return value.kind === 'words' ? `words ${value.words.join(' ')}` : value.kind
}
