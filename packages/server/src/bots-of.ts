/** Whether a person is a bot, remembered: it is asked of every commit. */
import type { PersonNumber } from '@wakelore/knowledge/change-history'

export function botsOf(
  personOf: (person: PersonNumber) => { readonly isBot: boolean },
): (person: PersonNumber) => boolean {
  const known = new Map<PersonNumber, boolean>()
  return (person) => {
    let isBot = known.get(person)
    if (isBot === undefined) known.set(person, (isBot = personOf(person).isBot))
    return isBot
  }
}
