/**
 * The stem of a file's name: what remains when everything that tells apart the
 * files about one subject is taken away, so that source, test, header, story and
 * translation meet.
 *
 *   src/parser.test.ts   parser_test.go   test_parser.py   ParserTest.java
 *   parser.h   parser.cpp   Parser.stories.tsx   parser.spec.rb   parser.en.json
 *
 * all give `parser`; `name-stem.ts`, `nameStem.ts` and `name_stem.rs` give `namestem`.
 * The name ends at its first dot (a leading one apart); a word that means "test" goes
 * where its border is visible, so `latest.ts` and `contest.go` keep theirs; what would
 * leave nothing (`test.ts`, `_.js`) stays.
 */
const TEST_PREFIX = /^(?:(?:[Tt]ests?|[Ss]pec)[-_ ]+|Tests?(?=[A-Z]))/
// One separator is enough, those before it go anyway: asking for all makes the search quadratic.
const TEST_SUFFIX =
  /(?:[-_ ](?:unit_?tests?|[Tt]ests?|[Ss]pec|bench(?:mark)?)|(?<=[a-z0-9])(?:Tests?|TestCase|Spec|Bench(?:mark)?|IT))$/
const SEPARATORS = /[-_ ]+/g

export function nameStem(path: string): string {
  const name = path.slice(path.lastIndexOf('/') + 1)
  const dot = name.indexOf('.', 1)
  const base = (dot === -1 ? name : name.slice(0, dot)).replace(/^\./, '')
  return joined(withoutTestWord(base)) || joined(base) || name.toLowerCase()
}

function withoutTestWord(base: string): string {
  return base.replace(TEST_PREFIX, '').replace(TEST_SUFFIX, '')
}

function joined(base: string): string {
  return base.replace(SEPARATORS, '').toLowerCase()
}

/** The directory that a path lies in, `''` for the root. */
export function directoryOf(path: string): string {
  return path.slice(0, Math.max(path.lastIndexOf('/'), 0))
}
