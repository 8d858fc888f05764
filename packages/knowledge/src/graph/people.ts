/** People after mailmap: from an identity as written to the person, asked for one by one and remembered. */
import { isBot } from '../bots.ts'
import type { PersonNumber } from '../change-history.ts'
import type { Person } from '../contribution.ts'
import type { Database } from './database.ts'

export type People = {
  /** The person's number: the lowest of all identities that are the same person. */
  readonly canonical: (identity: PersonNumber) => PersonNumber
  /** The person as they wrote themselves last. */
  readonly person: (person: PersonNumber) => Person
}

export function loadPeople(database: Database, repository: number): People {
  const selectCanonical = database.prepare<[number]>(
    'SELECT canonical FROM person WHERE repository = ? AND number = ?',
  )
  const selectLast = database.prepare<[string, string]>(
    'SELECT mapped_name, mapped_email FROM person INDEXED BY person_canonical WHERE repository = ? AND canonical = ? ORDER BY number DESC LIMIT 1',
  )
  const canonicals = new Map<PersonNumber, PersonNumber>()
  const people = new Map<PersonNumber, Person>()

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
        const [name, email] = selectLast.get(repository, main)!
        people.set(main, (known = { name, email, isBot: isBot(name, email) }))
      }
      return known
    },
  }
}
