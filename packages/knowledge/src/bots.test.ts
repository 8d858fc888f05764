import assert from 'node:assert/strict'
import test from 'node:test'
import { isBot } from './bots.ts'

const BOTS = `
dependabot[bot] <49699333+dependabot[bot]@users.noreply.github.com>
dependabot-preview[bot] <27856297+dependabot-preview[bot]@users.noreply.github.com>
dependabot <support@dependabot.com>
renovate[bot] <29139614+renovate[bot]@users.noreply.github.com>
Renovate Bot <bot@renovateapp.com>
WhiteSource Renovate <bot@renovateapp.com>
github-actions[bot] <41898282+github-actions[bot]@users.noreply.github.com>
github-actions <github-actions@github.com>
GitHub Action <action@github.com>
GitHub Actions <actions@github.com>
GitHub <noreply@github.com>
Greenkeeper <support@greenkeeper.io>
greenkeeper[bot] <greenkeeper[bot]@users.noreply.github.com>
greenkeeperio-bot <support@greenkeeper.io>
pre-commit-ci[bot] <66853113+pre-commit-ci[bot]@users.noreply.github.com>
snyk-bot <snyk-bot@snyk.io>
Weblate <noreply@weblate.org>
Hosted Weblate <hosted@weblate.org>
Crowdin Bot <support+bot@crowdin.com>
allcontributors[bot] <46447321+allcontributors[bot]@users.noreply.github.com>
All Contributors Bot <allcontributors@users.noreply.github.com>
mergify[bot] <37929162+mergify[bot]@users.noreply.github.com>
bors <bors@rust-lang.org>
bors[bot] <26634292+bors[bot]@users.noreply.github.com>
k8s-ci-robot <k8s-ci-robot@users.noreply.github.com>
Kubernetes Submit Queue <k8s-merge-robot@users.noreply.github.com>
Copybara-Service <copybara-worker@google.com>
semantic-release-bot <semantic-release-bot@martynus.net>
Travis CI <builds@travis-ci.org>
ImgBot <ImgBotHelp@gmail.com>
fossabot <badges@fossa.io>
atuin-bot <engineering@atuin.sh>
rustbot <47979223+rustbot@users.noreply.github.com>
Scala Steward <me@scala-steward.org>
codspeed-hq[bot] <117304815+codspeed-hq[bot]@users.noreply.github.com>
nextcloud-bot <nextcloud-bot@users.noreply.github.com>
Nextcloud bot <bot@nextcloud.com>
MergeBot <merge@example.org>
ROBOT <ci@example.org>
release-bot <release@example.org>
chromium-autoroll <chromium-autoroll@skia-public.iam.gserviceaccount.com>
Translation Bot <translations@example.org>
Claude Opus 5 <noreply@anthropic.com>
Cursor <cursoragent@cursor.com>
aider (gpt-6) <noreply@aider.chat>
`

const PEOPLE = `
Grace Hopper <grace@example.org>
George Abbott <gabbott@example.org>
abbott <abbott@example.org>
Chris Talbot <chris@talbothome.com>
NeimadTL <damientalbot26@gmail.com>
Sebastian Cabot <cabot@example.org>
Gilbot <gilbot@example.org>
Jan Bot <jan.bot@example.nl>
Jeanne Bot <jeanne@bot.fr>
Robot Jones <jones@example.org>
Evan McBeth <64177332+AtomicRobotMan0101@users.noreply.github.com>
Bryant Chandler <brychanrobot@gmail.com>
František Kučera <fiki@robot.frantovo.cz>
botond <botond@example.hu>
Botan Yilmaz <botan@example.org>
Lotte Bottema <lotte@example.nl>
Renovation Ltd <office@example.org>
Action Jackson <jackson@example.org>
Weblin <w@example.org>
Mark Mergen <mmergen@example.org>
github fan <fan@example.org>
Barry Abrahamson <barry@automattic.com>
Some Body <noreply@example.org>
12345+octocat <12345+octocat@users.noreply.github.com>
octocat <octocat@users.noreply.github.com>
Travis Ciel <travis@example.org>
Jenkins Smith <jsmith@example.org>
Vercel Jones <vj@example.org>
 <>
`

test('programs that commit are told from people, also from those whose names look like it', () => {
  const wrong: string[] = []
  for (const [list, expected] of [
    [BOTS, true],
    [PEOPLE, false],
  ] as const) {
    for (const line of list.split('\n').filter((text) => text !== '')) {
      const [, name, email] = /^(.*) <(.*)>$/.exec(line)!
      if (isBot(name!, email!) !== expected) wrong.push(line)
    }
  }
  assert.deepEqual(wrong, [])
})

test('a hostile name takes no time', () => {
  const startedAt = performance.now()
  for (const name of ['-bot'.repeat(100_000), ' '.repeat(400_000), 'a'.repeat(400_000)])
    isBot(name, `${name}@x`)
  assert.ok(performance.now() - startedAt < 1_000)
})
