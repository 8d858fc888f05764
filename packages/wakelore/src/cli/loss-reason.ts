/** Why traces of git were lost, in words. */
const REASONS: Readonly<Record<string, string>> = {
  spool_full: 'the spool was full',
  spool_gone: 'the spool was gone, as after a logout or reboot',
  spool_too_large: 'the spool was too large, and the oldest were given up',
  spool_unreadable: 'they could not be read',
}

export function lossReason(reason: string): string {
  return REASONS[reason] ?? reason
}
