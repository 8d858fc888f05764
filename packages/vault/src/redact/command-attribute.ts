/**
 * Command lines among the attributes that others send: every process detector of an SDK
 * tells what its process was started with. What sources of ours hold went through
 * `command-line.ts` where it was read.
 *
 * Events of one sender share such lists: each list is read once. Reading one as a shell
 * does takes a hundred times as long as looking for secrets: of a batch so much is read,
 * and what is beyond that is withheld.
 */
import type { AttributeValue, DevelopmentEvent } from '@wakelore/telemetry/event'
import { RESOURCE_ATTRIBUTE } from '@wakelore/telemetry/otlp/attribute-name'
import { OTLP_SOURCE } from '@wakelore/telemetry/otlp/source'
import { redactCommandLine } from './command-line.ts'

/** A list, the program first. */
const ARGUMENTS = ['process.command_args', `${RESOURCE_ATTRIBUTE}process.command_args`]
/** One text. */
const LINES = ['process.command_line', `${RESOURCE_ATTRIBUTE}process.command_line`]

/** Of all lists of a batch together; those of a hundred processes are some ten thousand. */
const MOST_CHARACTERS = 512 * 1024
const WITHHELD = '[withheld: command lines too long to be read]'

/** An event without the secrets on its command lines: the same one where there are none. */
export function makeCommandLines(): (event: DevelopmentEvent) => DevelopmentEvent {
  const known = new Map<AttributeValue, AttributeValue>()
  let charactersLeft = MOST_CHARACTERS
  const read = (name: string, value: AttributeValue): AttributeValue => {
    let redacted = known.get(value)
    if (redacted === undefined) {
      const characters = charactersOf(value)
      const isRead = characters <= charactersLeft
      if (isRead) charactersLeft -= characters
      redacted = isRead ? withoutSecrets(name, value) : typeof value === 'object' ? [WITHHELD] : WITHHELD
      known.set(value, redacted)
    }
    return redacted
  }
  return (event) => {
    if (event.source !== OTLP_SOURCE) return event
    let attributes = event.attributes
    for (const name of [...ARGUMENTS, ...LINES]) {
      const value = attributes[name]
      if (value === undefined) continue
      const redacted = read(name, value)
      if (redacted !== value) attributes = { ...attributes, [name]: redacted }
    }
    return attributes === event.attributes ? event : { ...event, attributes }
  }
}

/** Each argument costs something, be it empty. */
function charactersOf(value: AttributeValue): number {
  if (typeof value === 'string') return value.length
  return typeof value === 'object' ? value.reduce<number>((sum, item) => sum + String(item).length + 1, 0) : 0
}

function withoutSecrets(name: string, value: AttributeValue): AttributeValue {
  if (typeof value === 'string' && LINES.includes(name)) {
    const { argv, secrets } = redactCommandLine({ argv: [value], usesShell: true })
    return secrets.length === 0 ? value : argv[0]!
  }
  if (typeof value === 'object' && ARGUMENTS.includes(name)) {
    const words = value.map(String)
    const { argv } = redactCommandLine({ argv: words })
    return argv.every((word, at) => word === words[at]) ? value : argv
  }
  return value
}
