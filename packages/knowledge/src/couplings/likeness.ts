/**
 * What gives a pair of files away before anybody counts how often they change together: their
 * names, or the directory that they share.
 */
import { directoryOf, nameStem } from '../name-stem.ts'

export type Likeness = {
  /** `same`: one stem, as of a source and its test or header; `kin`: one within the other, as in `test_run_command.rs` and `run.rs`. */
  readonly names: 'same' | 'kin' | 'strange'
  readonly isSameDirectory: boolean
}

const MIN_KIN_CHARS = 3

export function likenessOf(a: string, b: string): Likeness {
  const [short, long] = [nameStem(a), nameStem(b)].sort((x, y) => x.length - y.length) as [string, string]
  const isKin = short.length >= MIN_KIN_CHARS && long.includes(short)
  return {
    names: short === long ? 'same' : isKin ? 'kin' : 'strange',
    isSameDirectory: directoryOf(a) === directoryOf(b),
  }
}
