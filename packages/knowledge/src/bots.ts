/**
 * Bots: which committers are programs, coding agents among them, by name and address.
 *
 * Nobody's knowledge is in what a program committed. Wrongly calling a person a bot
 * hides them altogether, so "bot" counts only where it is a part of its own: Abbott
 * and Talbot are people, and Jan Bot is one too.
 */

const KNOWN_BOTS = new Set([
  'all-contributors',
  'allcontributors',
  'autofix-ci',
  'azure pipelines',
  'bors',
  'chromium autoroll',
  'circleci',
  'codecov',
  'copilot',
  'copybara',
  'copybara-service',
  'coveralls',
  'crowdin',
  'cursor agent',
  'deepsource autofix',
  'dependabot',
  'dependabot-preview',
  'fossabot',
  'gitee-go',
  'github',
  'github action',
  'github actions',
  'github-actions',
  'github classroom',
  'gitlab-ci',
  'gitlocalize',
  'gitter-badger',
  'googlebot',
  'greenkeeper',
  'greenkeeperio',
  'highfive',
  'homu',
  'hosted weblate',
  'imgbot',
  'jenkins',
  'k8s-ci-robot',
  'l10n-bot',
  'mergebot',
  'mergify',
  'netlify',
  'nixpkgs-update',
  'openshift-merge-robot',
  'pre-commit-ci',
  'prow',
  'pyup',
  'r-ryantm',
  'release-please',
  'renovate',
  'renovate bot',
  'renovatebot',
  'restyled',
  'rust-timer',
  'rustbot',
  'scala steward',
  'semantic-release',
  'skia-autoroll',
  'snyk',
  'tensorflower-gardener',
  'transifex',
  'translatewiki.net',
  'travis ci',
  'travis-ci',
  'travisbot',
  'v8-autoroll',
  'vercel',
  'web-flow',
  'weblate',
  'whitesource',
])

/** Coding agents, as they sign what they wrote with somebody; the name before it changes with the model. */
const AGENT_ADDRESSES = new Set([
  'aider@aider.chat',
  'amp@ampcode.com',
  'codex@openai.com',
  'cursoragent@cursor.com',
  'gemini-code-assist@google.com',
  'noreply@aider.chat',
  'noreply@anthropic.com',
  'noreply@openai.com',
  'noreply@opencode.ai',
  'openhands@all-hands.dev',
])

/** `snyk-bot`, `bot_of_mine`, `MergeBot`, `ci-robot`: one word with a visible border before or after "bot". */
const BOT_LOGIN =
  /^(?:[^\s]*[-_](?:ro)?bots?|(?:ro)?bots?(?:[-_][^\s]*)?|[^\s]*[a-z0-9](?:Ro)?Bot|[^\s]*BOT)$/
const BOT_MAILBOX = /^(?:[^@]*[-_+](?:ro)?bots?|(?:ro)?bots?(?:[-_+][^@]*)?|[^@]*-autoroll(?:er)?)$/
const NOBODYS_MAILBOX = /^(?:no-?reply|do-?not-?reply|github-actions|action)$/
const SPACED_BOT = /(?:^|\s)(?:ro)?bot$/i
const SERVICE_MAILBOX = /no-?reply|automat|\bci\b|support|hello|info|service|transl/

export function isBot(name: string, email: string): boolean {
  const plainName = name.trim()
  if (AGENT_ADDRESSES.has(email.toLowerCase())) return true
  if (/\[bot\]$/i.test(plainName) || KNOWN_BOTS.has(plainName.toLowerCase())) return true
  const at = email.lastIndexOf('@')
  const mailbox = (at === -1 ? email : email.slice(0, at)).toLowerCase().replace(/^\d+\+/, '')
  if (mailbox.endsWith('[bot]') || BOT_MAILBOX.test(mailbox)) return true
  if (/\s/.test(plainName))
    return SPACED_BOT.test(plainName) && (SERVICE_MAILBOX.test(mailbox) || KNOWN_BOTS.has(mailbox))
  return BOT_LOGIN.test(plainName) || NOBODYS_MAILBOX.test(mailbox)
}
