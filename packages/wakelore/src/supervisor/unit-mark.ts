/** Stands in a comment at the beginning of every unit that is ours to replace and to remove. */
export const UNIT_MARK = 'Written by `wakelore on`; `wakelore off` takes it away.'
