/** The fields of a stream in which each ends with NUL, as git's `-z` prints them. */
import { captureFault } from './faults.ts'

const MAX_FIELD_BYTES = 1024 * 1024

/** @throws CAPTURE_GIT_OUTPUT_MALFORMED for a field that never ends */
export async function* nulFields(chunks: AsyncIterable<Buffer>): AsyncGenerator<Buffer> {
  let rest: Buffer = Buffer.alloc(0)
  for await (const chunk of chunks) {
    const bytes = rest.length === 0 ? chunk : Buffer.concat([rest, chunk])
    let start = 0
    for (let end = bytes.indexOf(0); end !== -1; end = bytes.indexOf(0, start)) {
      yield bytes.subarray(start, end)
      start = end + 1
    }
    rest = bytes.subarray(start)
    if (rest.length > MAX_FIELD_BYTES) {
      throw captureFault(
        'CAPTURE_GIT_OUTPUT_MALFORMED',
        `git printed a field of more than ${MAX_FIELD_BYTES} bytes`,
      )
    }
  }
}
