/**
 * Attributes on their way out: filtered, encoded and bounded as they are set. Of a name
 * that is set twice the later value counts.
 */
import { boundedText, otlpValue, sizeOf, type OtlpKeyValue } from './otlp-value.ts'
import type { PrivacyFilter } from './privacy-filter.ts'

const MOST_ATTRIBUTES = 128
const MOST_NAME_CHARACTERS = 256

export class AttributeList {
  readonly #privacy: PrivacyFilter
  readonly #entries: OtlpKeyValue[] = []
  #dropped = 0
  #sizeBytes = 0

  constructor(privacy: PrivacyFilter) {
    this.#privacy = privacy
  }

  /** About as many bytes as they take in JSON. */
  get sizeBytes(): number {
    return this.#sizeBytes
  }

  set(name: string, value: unknown): void {
    if (typeof name !== 'string' || name === '' || value === undefined || value === null) return
    const admitted = this.#privacy.admit(name, value)
    const encoded = admitted === undefined ? undefined : otlpValue(admitted)
    const at = this.#entries.findIndex(({ key }) => key === name)
    if (at !== -1) {
      this.#sizeBytes -= entrySize(this.#entries[at]!)
      if (encoded === undefined) this.#entries.splice(at, 1)
    }
    if (
      encoded === undefined ||
      (at === -1 && (this.#entries.length === MOST_ATTRIBUTES || name.length > MOST_NAME_CHARACTERS))
    ) {
      this.#dropped++
      return
    }
    const entry = { key: boundedText(name), value: encoded }
    this.#sizeBytes += entrySize(entry)
    if (at === -1) this.#entries.push(entry)
    else this.#entries[at] = entry
  }

  setAll(attributes: object | undefined): void {
    if (attributes === undefined || attributes === null) return
    for (const name of namesOf(attributes)) this.set(name, propertyOf(attributes, name))
  }

  /** The fields of OTLP's JSON; none where there is nothing. */
  toOtlp(): { attributes?: readonly OtlpKeyValue[]; droppedAttributesCount?: number } {
    return {
      ...(this.#entries.length === 0 ? {} : { attributes: this.#entries }),
      ...(this.#dropped === 0 ? {} : { droppedAttributesCount: this.#dropped }),
    }
  }
}

/** Undefined where the application's getter throws. */
export function propertyOf(object: object, name: string): unknown {
  try {
    return (object as Record<string, unknown>)[name]
  } catch {
    return undefined
  }
}

/** None where the application's proxy throws. */
function namesOf(attributes: object): string[] {
  try {
    return Object.keys(attributes)
  } catch {
    return []
  }
}

function entrySize({ key, value }: OtlpKeyValue): number {
  return 20 + key.length + sizeOf(value)
}
