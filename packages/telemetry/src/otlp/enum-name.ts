/** Names of an enumeration's values; a value that OTLP doesn't know yet is called by its number. */
export type EnumNames = {
  /** What unknown ones begin with. */
  readonly prefix: string
  /** By number; the first, for what is unspecified, is empty. */
  readonly names: readonly string[]
}

export function enumName({ prefix, names }: EnumNames, value: number): string {
  return names[value] ?? `${prefix}_${value}`
}

/** 0 where no value is called so. */
export function enumValue(kind: EnumNames, name: string): number {
  const known = kind.names.indexOf(name)
  if (known >= 0) return known
  const value = Number(/^[a-z]+_(-?\d{1,10})$/.exec(name)?.[1] ?? 0)
  return (value | 0) === value && !Object.is(value, -0) && enumName(kind, value) === name ? value : 0
}
