/**
 * Thrown by the readers written by hand, never out of `readProtobuf`, where a message
 * comes in pieces that have to be merged: allowed, and hardly ever seen. The general reader
 * then reads it all.
 */
export class Unusual extends Error {
  override readonly name = 'Unusual'
}

/** For a message that may be there once: whether this is the first time. */
export function demandFirst(earlier: unknown): void {
  if (earlier !== undefined) throw new Unusual()
}
