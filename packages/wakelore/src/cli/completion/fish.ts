/**
 * The script for fish, 3.1 and newer. fish reads options itself; which command stands on the
 * line, and how many words follow it, a function of ours says. fish quotes what it inserts.
 */
import { fishQuoted } from '../shell-word.ts'
import type { Completed, CompletedCommand, CompletedFlag, CompletedValue } from '../completion.ts'
import {
  GIT_ENVIRONMENT,
  LIST_REFS,
  COMMAND_EVENTS,
  EVENTS_OFFERED,
  EVENTS_READ,
  readFromConfig,
} from './sources.ts'

export function fishCompletion({ version, common, first, commands }: Completed): string {
  const valued = commands.flatMap(({ name, flags }) =>
    flags.filter(hasValue).map(({ flag }) => `${name}${flag}`),
  )
  return `# fish completion of wakelore ${version}, as \`wakelore completion fish\` prints it.

# Sets the caller's "command", how many words follow it ("count"), "repo", and the "program"
# that \`run\` is to run, with its arguments.
function __wakelore_read --no-scope-shadowing
    set command
    set count 0
    set repo
    set program
    set -l only_arguments 0
    set -l words (commandline -opc)
    set -e words[1]
    while set -q words[1]
        set -l word $words[1]
        if test "$command" = run; and begin; test $only_arguments = 1; or not string match -q -- '-*' $word; end
            set program $words
            break
        end
        set -e words[1]
        if test $only_arguments = 1; or not string match -q -- '-?*' $word
            if test -z "$command"
                set command $word
            else
                set count (math $count + 1)
            end
        else if test "$word" = --
            set only_arguments 1
        else if string match -q -- '--repo=*' $word
            set repo (string replace -- --repo= '' $word)
        else if test "$word" = --repo
            set repo $words[1]
            set -e words[1]
        else if contains -- "$command$word" ${valued.join(' ')}
            set -e words[1]
        end
    end
    if test "$command" = run -a $only_arguments = 1 -a -z "$program"
        set program ''
    end
end

# Whether that command stands on the line, and as many words behind it: "1", "1+", or any.
function __wakelore_at
    set -l command
    set -l count
    set -l repo
    set -l program
    __wakelore_read
    test "$command" = "$argv[1]"; or return 1
    set -q program[1]; and return 1
    set -q argv[2]; or return 0
    if string match -q -- '*+' $argv[2]
        test $count -ge (string replace + '' -- $argv[2])
    else
        test $count -eq $argv[2]
    end
end

function __wakelore_in_program
    set -l command
    set -l count
    set -l repo
    set -l program
    __wakelore_read
    test "$command" = run; and begin
        set -q program[1]; or not string match -q -- '-*' (commandline -ct)
    end
end

function __wakelore_program
    set -l command
    set -l count
    set -l repo
    set -l program
    __wakelore_read
    set -l before (string escape -- $program[1..-1] | string match -v "''")
    complete -C (string join ' ' -- $before (commandline -ct))
end

function __wakelore_git
    set -l command
    set -l count
    set -l repo
    set -l program
    __wakelore_read
    test -n "$repo"; or set repo .
    ${GIT_ENVIRONMENT} command git -C (string replace -r '^~/' "$HOME/" -- $repo) $argv 2>/dev/null
end

function __wakelore_config
    set -l directory $HOME/.config
    set -q XDG_CONFIG_HOME[1]; and set directory $XDG_CONFIG_HOME
    for file in $directory/wakelore/config.json $HOME'/Library/Application Support/wakelore/config.json'
        if test -r $file
            command sed -n $argv[1] $file
            return
        end
    end
end

function __wakelore_repositories
    __wakelore_config ${fishQuoted(readFromConfig('repositories'))} | string replace -r '$' \\t'known repository'
    __fish_complete_directories (commandline -ct)
end

function __wakelore_branches
    __wakelore_git ${LIST_REFS} refs/heads refs/remotes
end

function __wakelore_refs
    __wakelore_git ${LIST_REFS} refs/heads refs/tags refs/remotes
end

function __wakelore_sinks
    __wakelore_config ${fishQuoted(readFromConfig('sinks'))}
end

# The newest first; ids are what only wakelore knows.
function __wakelore_events
    set -l command
    set -l count
    set -l repo
    set -l program
    __wakelore_read
    set -l where
    test -n "$repo"; and set where --repo $repo
    set -q argv[1]; or set argv .
    set -l lines (command wakelore log --limit ${EVENTS_READ} $where 2>/dev/null </dev/null |
        command grep -E -e $argv[1] | command tail -n ${EVENTS_OFFERED})
    string replace -r '^(\\S+)\\s+' '$1'\\t -- $lines[-1..1]
end

complete -c wakelore -e
complete -c wakelore -f
${common.map((flag) => flagLine('not __wakelore_in_program', flag)).join('\n')}
${first.map((flag) => flagLine(`__wakelore_at ''`, flag)).join('\n')}
complete -c wakelore -n "__wakelore_at ''; and string match -qr '^[./~]' -- (commandline -ct)" -xa '(__wakelore_repositories)'
complete -c wakelore -n __wakelore_in_program -xa '(__wakelore_program)'
${commands.map(commandLines).join('\n')}
`
}

function hasValue({ value }: CompletedFlag): boolean {
  return value !== undefined
}

function commandLines({ name, summary, flags, arguments: taken }: CompletedCommand): string {
  return [
    `complete -c wakelore -n "__wakelore_at ''" -a ${fishQuoted(name)} -d ${fishQuoted(summary)}`,
    ...flags.map((flag) => flagLine(`__wakelore_at ${name}`, flag)),
    ...taken
      .filter(({ value }) => value.kind !== 'any' && value.kind !== 'program')
      .map(
        ({ value, isList }, at) =>
          `complete -c wakelore -n '__wakelore_at ${name} ${at}${isList ? '+' : ''}' ${offered(value)}`,
      ),
  ].join('\n')
}

function flagLine(condition: string, { flag, short, description, value }: CompletedFlag): string {
  const spelled = [...(short === undefined ? [] : [`-s ${short.slice(1)}`]), `-l ${flag.slice(2)}`].join(' ')
  const taken = value === undefined ? '' : value.kind === 'path' ? ' -r' : ' -x'
  const line = `complete -c wakelore -n "${condition}" ${spelled}`
  const values = value && offered(value)
  return [
    // A description would be shown of each value as well.
    ...(values ? [`${line}${taken} ${values}`] : []),
    `${line}${taken} -d ${fishQuoted(description)}`,
  ].join('\n')
}

function offered(value: CompletedValue): string {
  switch (value.kind) {
    case 'words':
      return `-a ${fishQuoted(value.words.join(' '))}`
    case 'path':
      return '-F'
    case 'repository':
      return `-a '(__wakelore_repositories)'`
    case 'branch':
      return `-a '(__wakelore_branches)'`
    case 'ref':
      return `-a '(__wakelore_refs)'`
    case 'event':
      return `-ka '(__wakelore_events)'`
    case 'command':
      return `-ka '(__wakelore_events "${COMMAND_EVENTS}")'`
    case 'sink':
      return `-a '(__wakelore_sinks)'`
    case 'program':
    case 'any':
      return ''
  }
}
