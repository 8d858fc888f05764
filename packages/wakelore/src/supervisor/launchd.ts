/**
 * launchd: an agent in the user's library, in the domain of the graphical login.
 *
 * Written from Apple's manuals (launchd.plist(5), launchctl(1)); no test has run on a
 * Mac, only the shape of the file and of the calls is tested.
 */
import { join } from 'node:path'
import type { ProgramResult, RunProgram, Supervisor } from '../supervisor.ts'
import { UNIT_MARK } from './unit-mark.ts'

const LABEL = 'wakelore'
/** 077 as a property list has it. */
const PRIVATE_UMASK = 63

export function makeLaunchd(options: {
  readonly home: string
  readonly uid: number
  readonly run: RunProgram
}): Supervisor {
  const { home, uid, run } = options
  const unitFile = join(home, 'Library', 'LaunchAgents', `${LABEL}.plist`)
  const domain = `gui/${uid}`
  const agent = `${domain}/${LABEL}`
  const launchctl = (...args: string[]): Promise<ProgramResult | undefined> => run('launchctl', args)
  const complaintOf = async (...args: string[]): Promise<string | undefined> => {
    const result = await launchctl(...args)
    if (result?.exitCode === 0) return undefined
    return result?.stderr.trim().split('\n')[0] || `launchctl ${args.join(' ')} failed`
  }
  return {
    kind: 'launchd',
    unitFile,
    unitText: ({ command, environment }) =>
      [
        '<?xml version="1.0" encoding="UTF-8"?>',
        '<!DOCTYPE plist PUBLIC "-//Apple//DTD PLIST 1.0//EN" "http://www.apple.com/DTDs/PropertyList-1.0.dtd">',
        `<!-- ${UNIT_MARK} -->`,
        '<plist version="1.0">',
        '<dict>',
        ...entry('Label', text(LABEL)),
        ...entry('ProgramArguments', '<array>', ...command.map((word) => `  ${text(word)}`), '</array>'),
        ...entry(
          'EnvironmentVariables',
          '<dict>',
          ...Object.entries(environment).flatMap(([name, value]) => entry(name, text(value))),
          '</dict>',
        ),
        ...entry('RunAtLoad', '<true/>'),
        ...entry('KeepAlive', '<dict>', ...entry('SuccessfulExit', '<false/>'), '</dict>'),
        ...entry('ThrottleInterval', '<integer>10</integer>'),
        ...entry('ProcessType', text('Background')),
        ...entry('LowPriorityIO', '<true/>'),
        ...entry('Nice', '<integer>10</integer>'),
        ...entry('Umask', `<integer>${PRIVATE_UMASK}</integer>`),
        '</dict>',
        '</plist>',
        '',
      ].join('\n'),
    isAnswering: async () => (await launchctl('print', domain))?.exitCode === 0,
    enable: async () => {
      // One that is loaded already may be an older one.
      await launchctl('bootout', agent)
      return complaintOf('bootstrap', domain, unitFile)
    },
    disable: async () => {
      await launchctl('bootout', agent)
    },
    stop: async () => {
      await launchctl('kill', 'SIGTERM', agent)
    },
    start: () => complaintOf('kickstart', agent),
  }
}

function entry(key: string, ...lines: readonly string[]): string[] {
  return [`<key>${escaped(key)}</key>`, ...lines].map((line) => `  ${line}`)
}

function text(value: string): string {
  return `<string>${escaped(value)}</string>`
}

function escaped(value: string): string {
  return value.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;')
}
