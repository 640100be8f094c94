import { encode, decode } from 'jpeg-js'

/** What happens to pictures that are handed round. */
export const COPYINGS = {
  exact: (picture: Uint8Array): Uint8Array => picture.slice(),
  /** As JPEG with quality 80. */
  compressed(picture: Uint8Array, side: number): Uint8Array {
    const data = Buffer.alloc(4 * picture.length)
    for (const [at, value] of picture.entries()) data.fill(value, 4 * at, 4 * at + 3)
    const { data: decoded } = decode(encode({ data, width: side, height: side }, 80).data)
    return picture.map((_, at) => decoded[4 * at] ?? 0)
  },
  /** One pixel to the right; what comes in is black. */
  shifted: (picture: Uint8Array, side: number): Uint8Array =>
    picture.map((_, at) => (at % side === 0 ? 0 : (picture[at - 1] ?? 0))),
  mirrored: (picture: Uint8Array, side: number): Uint8Array =>
    picture.map((_, at) => picture[at - (at % side) + side - 1 - (at % side)] ?? 0),
} as const
export type Copying = keyof typeof COPYINGS
