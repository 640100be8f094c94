import { decodePicture } from '../decode'

/** What decoding a file throws; `undefined` for one that is opened. */
export const refusal = (bytes: Uint8Array, name: string): Promise<unknown> =>
  decodePicture(bytes, name).then(
    () => undefined,
    (error: unknown) => error,
  )
