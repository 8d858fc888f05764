/** People after mailmap: from an identity as written to the person, asked for one by one and remembered. */
import { isBot } from '../bots.ts'
import type { PersonNumber } from '../change-history.ts'
import type { Person } from '../contribution.ts'
import type { Database } from './database.ts'

export type People = {
  /** The person's number: the lowest of all identities that are the same person. */
  readonly canonical: (identity: PersonNumber) => PersonNumber
  /** The person as they signed the last commit of their own; as somebody's trailer has them where there is none. */
  readonly person: (person: PersonNumber) => Person
  /** Every name that the person goes by, as written or as the mailmap has it. */
  readonly names: (person: PersonNumber) => readonly string[]
}

/** @param authors the identity that wrote each commit, in the order of reading */
export function loadPeople(
  database: Database,
  repository: number,
  authors: () => ArrayLike<PersonNumber>,
): People {
  const selectCanonical = database.prepare<[number]>(
    'SELECT canonical FROM person WHERE repository = ? AND number = ?',
  )
  const selectIdentities = database.prepare<[PersonNumber, string, string]>(
    'SELECT number, mapped_name, mapped_email FROM person INDEXED BY person_canonical WHERE repository = ? AND canonical = ? ORDER BY number',
  )
  const selectNames = database.prepare<[string, string]>(
    'SELECT name, mapped_name FROM person INDEXED BY person_canonical WHERE repository = ? AND canonical = ? ORDER BY number',
  )
  const canonicals = new Map<PersonNumber, PersonNumber>()
  const people = new Map<PersonNumber, Person>()
  let knownSignatures: Map<PersonNumber, number> | undefined
  /** The last commit that each identity wrote, by its place. */
  const signatures = (): Map<PersonNumber, number> => {
    if (knownSignatures === undefined) {
      knownSignatures = new Map()
      const wrote = authors()
      for (let row = 0; row < wrote.length; row++) knownSignatures.set(wrote[row]!, row)
    }
    return knownSignatures
  }

  const canonical = (identity: PersonNumber): PersonNumber => {
    let known = canonicals.get(identity)
    if (known === undefined) {
      known = selectCanonical.get(repository, identity)?.[0]
      if (known === undefined) throw new RangeError(`there is no person ${identity}`)
      canonicals.set(identity, known)
    }
    return known
  }

  return {
    canonical,
    person: (number) => {
      const main = canonical(number)
      let known = people.get(main)
      if (known === undefined) {
        const signedAt = ([identity]: readonly [PersonNumber, string, string]): number =>
          signatures().get(identity) ?? -1
        const [, name, email] = selectIdentities
          .all(repository, main)
          .reduce((last, each) => (signedAt(each) >= signedAt(last) ? each : last))
        people.set(main, (known = { name, email, isBot: isBot(name, email) }))
      }
      return known
    },
    names: (number) => [...new Set(selectNames.all(repository, canonical(number)).flat())],
  }
}
