/**
 * gRPC metadata as a carrier, in the shape that @grpc/grpc-js gives it. Connect's metadata
 * are HTTP headers: see `headers.ts`.
 */
import { readCarrier, writeCarrier, type Carried } from './carrier.ts'

export type GrpcMetadata = {
  readonly get: (key: string) => readonly (string | Uint8Array)[]
  readonly set: (key: string, value: string) => void
  readonly remove: (key: string) => void
}

export function readGrpcMetadata(metadata: GrpcMetadata): Carried {
  return readCarrier((name) => metadata.get(name).filter((value) => typeof value === 'string'))
}

/** Changes the metadata; what they carried before is replaced. */
export function writeGrpcMetadata(metadata: GrpcMetadata, carried: Carried): void {
  writeCarrier(carried, (name, text) => {
    if (text === undefined) metadata.remove(name)
    else metadata.set(name, text)
  })
}
