/**
 * systemd's user manager: a unit in the user's own configuration, enabled for
 * `default.target`.
 *
 * The unit takes from the daemon what it doesn't need: no address family but local
 * sockets, no new privileges, a low priority. Options that need a namespace are left
 * out, since many systems give users none and the unit would fail to start.
 */
import { dirname, isAbsolute, join } from 'node:path'
import type { ProgramResult, RunProgram, Supervisor } from '../supervisor.ts'
import { UNIT_MARK } from './unit-mark.ts'

const UNIT = 'wakelore.service'

export function makeSystemd(options: {
  readonly environment: NodeJS.ProcessEnv
  readonly home: string
  readonly run: RunProgram
}): Supervisor {
  const { environment, home, run } = options
  const named = environment['XDG_CONFIG_HOME']
  const base = named !== undefined && isAbsolute(named) ? named : join(home, '.config')
  const unitFile = join(base, 'systemd', 'user', UNIT)
  const systemctl = (...args: string[]): Promise<ProgramResult | undefined> =>
    run('systemctl', ['--user', '--no-ask-password', ...args])
  const complaintOf = async (...args: string[]): Promise<string | undefined> => {
    const result = await systemctl(...args)
    if (result?.exitCode === 0) return undefined
    return result?.stderr.trim().split('\n')[0] || `systemctl --user ${args.join(' ')} failed`
  }
  return {
    kind: 'systemd',
    unitFile,
    unitText: ({ command, environment: set }) => {
      // Of a program's name systemd takes no quotes, however they are escaped.
      const [program = '', ...args] = /["'\\]/.test(command[0] ?? '') ? ['/usr/bin/env', ...command] : command
      return [
        `# ${UNIT_MARK}`,
        '[Unit]',
        'Description=wakelore, which records git commands in the repositories that you allowed',
        'StartLimitIntervalSec=600',
        'StartLimitBurst=5',
        '',
        '[Service]',
        'Type=exec',
        ...Object.entries(set).map(([name, value]) => `Environment=${quoted(`${name}=${value}`)}`),
        // A variable's sign has a meaning in arguments, but not in the program's name.
        `ExecStart=${[quoted(program), ...args.map((one) => quoted(one).replaceAll('$', '$$$$'))].join(' ')}`,
        'Restart=on-failure',
        'RestartSec=5',
        'TimeoutStopSec=15',
        'Nice=10',
        'IOSchedulingClass=best-effort',
        'IOSchedulingPriority=7',
        'UMask=0077',
        'NoNewPrivileges=yes',
        'RestrictAddressFamilies=AF_UNIX',
        'RestrictNamespaces=yes',
        'RestrictRealtime=yes',
        'LockPersonality=yes',
        'SystemCallArchitectures=native',
        '',
        '[Install]',
        'WantedBy=default.target',
        '',
      ].join('\n')
    },
    enabledLink: join(dirname(unitFile), 'default.target.wants', UNIT),
    isAnswering: async () => (await systemctl('show-environment'))?.exitCode === 0,
    enable: async () =>
      (await complaintOf('daemon-reload')) ??
      (await complaintOf('enable', UNIT)) ??
      // One that runs already may run by an older unit.
      (await complaintOf('restart', UNIT)),
    disable: async () => {
      await systemctl('disable', '--now', UNIT)
      await systemctl('daemon-reload')
    },
    stop: async () => {
      await systemctl('stop', UNIT)
    },
    start: () => complaintOf('start', UNIT),
  }
}

/** As systemd.syntax(7) and systemd.unit(5) want words: quotes, C escapes, no specifiers. */
function quoted(word: string): string {
  const escaped = word
    .replace(/[\\"]/g, '\\$&')
    .replace(/\p{Cc}/gu, (character) => `\\u${character.charCodeAt(0).toString(16).padStart(4, '0')}`)
    .replaceAll('%', '%%')
  return /^[\w@%+=:,./-]+$/.test(escaped) ? escaped : `"${escaped}"`
}
