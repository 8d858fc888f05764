/**
 * Trailers: the lines `Key: value` at the end of a commit message.
 *
 * Finds the same block as git's trailer.c (`git interpret-trailers --parse
 * --no-divider`): the last paragraph, never the first, if all its lines are trailers,
 * or a quarter of them with one that git itself writes. Linear in the message's size.
 */
import type { ContributionRole } from './contribution.ts'
import type { Identity } from './mailmap.ts'

export type Trailer = { readonly key: string; readonly value: string }

const SEPARATOR = /^([A-Za-z0-9-]+)[ \t]*:/
const MAY_NAME_SOMEBODY = /-by[ \t]*:/i
const GIT_GENERATED = /^(?:Signed-off-by: |\(cherry picked from commit )/

export function parseTrailers(message: string): Trailer[] {
  const trailers: { key: string; value: string }[] = []
  let open: { key: string; value: string } | undefined
  for (const line of trailerBlock(message)) {
    if (open !== undefined && /^\s/.test(line)) {
      open.value += `\n${line}`
      continue
    }
    const separator = SEPARATOR.exec(line)
    open = separator === null ? undefined : { key: separator[1]!, value: line.slice(separator[0].length) }
    if (open !== undefined) trailers.push(open)
  }
  return trailers.map(({ key, value }) => ({ key, value: value.trim().replace(/\n\s*/g, ' ').trim() }))
}

const ROLES: ReadonlyMap<string, Exclude<ContributionRole, 'author'>> = new Map([
  ['co-authored-by', 'co-author'],
  ['co-developed-by', 'co-author'],
  ['reviewed-by', 'reviewer'],
  ['acked-by', 'reviewer'],
  ['approved-by', 'reviewer'],
  ['tested-by', 'reviewer'],
])

export type TrailerPerson = {
  readonly role: Exclude<ContributionRole, 'author'>
  readonly identity: Identity
}

/** The people whom a message's trailers name, with what they did. */
export function trailerPeople(message: string): TrailerPerson[] {
  if (!MAY_NAME_SOMEBODY.test(message)) return []
  return parseTrailers(message).flatMap(({ key, value }) => {
    const role = ROLES.get(key.toLowerCase())
    const identity = parseIdentity(value)
    return role === undefined || identity === undefined ? [] : [{ role, identity }]
  })
}

function parseIdentity(value: string): Identity | undefined {
  const parts = /^([^<]*)<([^>]*)>/.exec(value)
  const name = (parts?.[1] ?? value).trim()
  const email = (parts?.[2] ?? '').trim()
  return name === '' && email === '' ? undefined : { name, email }
}

function trailerBlock(message: string): string[] {
  const lines = withoutTrailingRemarks(message.split('\n'))
  const titleEnd = lines.findIndex((line) => !line.startsWith('#') && isBlank(line))
  if (titleEnd === -1) return []
  let trailerCount = 0
  let otherCount = 0
  let continuationCount = 0
  let isGenerated = false
  let hasText = false
  for (let at = lines.length - 1; at >= titleEnd; at--) {
    const line = lines[at]!
    if (line.startsWith('#')) {
      otherCount += continuationCount
      continuationCount = 0
    } else if (isBlank(line)) {
      if (!hasText) continue
      otherCount += continuationCount
      const isBlock = isGenerated ? trailerCount * 3 >= otherCount : trailerCount > 0 && otherCount === 0
      return isBlock ? lines.slice(at + 1) : []
    } else {
      hasText = true
      if (GIT_GENERATED.test(line)) {
        isGenerated = true
        trailerCount++
        continuationCount = 0
      } else if (SEPARATOR.test(line)) {
        trailerCount++
        continuationCount = 0
      } else if (/^\s/.test(line)) {
        continuationCount++
      } else {
        otherCount += continuationCount + 1
        continuationCount = 0
      }
    }
  }
  return []
}

/** Without the comments, empty lines and old-style list of conflicts that may follow the trailers. */
function withoutTrailingRemarks(lines: readonly string[]): readonly string[] {
  let end: number | undefined
  let isConflicts = false
  for (const [at, line] of lines.entries()) {
    if (line === 'Conflicts:') isConflicts = true
    else if (line !== '' && !line.startsWith('#') && !(isConflicts && line.startsWith('\t'))) {
      end = undefined
      isConflicts = false
      continue
    }
    end ??= at
  }
  return lines.slice(0, end)
}

function isBlank(line: string): boolean {
  return /^\s*$/.test(line)
}
