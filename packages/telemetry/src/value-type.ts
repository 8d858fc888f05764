/** Whether a value is of a type of the conventions. An empty array is of every array type. */
import type { AttributeType } from './registry.ts'

export function isOfType(value: unknown, type: AttributeType): boolean {
  switch (type) {
    case 'string[]':
    case 'int[]':
    case 'double[]':
    case 'boolean[]': {
      const element = type.slice(0, -2) as AttributeType
      return Array.isArray(value) && value.every((item) => isOfType(item, element))
    }
    case 'int':
      return Number.isInteger(value)
    case 'double':
      return typeof value === 'number'
    case 'any':
      return value !== undefined
    default:
      return typeof value === type
  }
}
