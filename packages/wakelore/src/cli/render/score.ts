import type { z } from 'zod'
import type { score } from '@wakelore/server/operation/score'
import { sections } from '../render.ts'
import { count, padEnd, paint, printable } from '../terminal.ts'

type Answer = z.output<typeof score.output>
type Hits = Answer['next']

const NAME_WIDTH = 18
/** With fewer, one commit more or less moves every figure by points. */
const FEWEST_TELLING_QUERIES = 30

export function renderScore(answer: Answer): string {
  if (answer.queries === 0) {
    return `${printable(answer.repo)} is too young to be scored: no commit of 2 to 30 files in the second half of its history.`
  }
  const { next, coChange } = answer
  const gain = Math.round((next.hitAt5 - coChange.hitAt5) * 100)
  return sections(
    `${paint('bold', printable(answer.repo))}: ${count(answer.queries, 'past commit')} replayed, one file of each held out`,
    [
      paint(
        'dim',
        `${' '.repeat(NAME_WIDTH)}${['hit@1', 'hit@3', 'hit@5', 'hit@10', 'MRR'].map((head) => head.padStart(8)).join('')}`,
      ),
      row('next', next),
      row('plain co-change', coChange),
      row('popularity', answer.popularity),
      ...(answer.bots.queries > 0
        ? [row(`next, ${count(answer.bots.queries)} by bots`, answer.bots.next)]
        : []),
    ].join('\n'),
    answer.who.queries === 0
      ? ''
      : `who: the next committer was first in ${percent(answer.who.hitAt1)} and among the first three in ` +
          `${percent(answer.who.hitAt3)} of ${count(answer.who.queries, 'file')}`,
    checkText(answer.check),
    answer.queries < FEWEST_TELLING_QUERIES
      ? `${count(answer.queries, 'commit')} ${answer.queries === 1 ? 'is' : 'are'} too few for these figures to mean much.`
      : `In ${percent(next.hitAt5)} of these commits the missing file was among the first five suggestions` +
          (gain > 0 ? `, ${count(gain, 'point')} more than plain co-change.` : '.'),
  )
}

function checkText(check: Answer['check']): string {
  if (check.commits === 0) return ''
  if (check.alerts === 0) return 'check: silent, it would not have been right often enough here'
  return (
    `check: spoke in ${percent(check.alerts / check.commits)} of ${count(check.commits, 'commit')} with a file held out ` +
    `and was right in ${percent(check.right / check.alerts)} of ${count(check.alerts, 'alert')};\n` +
    `       false alarms in ${percent(check.falseAlarms / check.commits)} of the same commits with nothing missing`
  )
}

function row(name: string, hits: Hits): string {
  const cells = [hits.hitAt1, hits.hitAt3, hits.hitAt5, hits.hitAt10].map((hit) => percent(hit).padStart(8))
  return `${padEnd(name, NAME_WIDTH)}${cells.join('')}${hits.mrr.toFixed(3).padStart(8)}`
}

function percent(fraction: number): string {
  return `${(fraction * 100).toFixed(1)} %`
}
