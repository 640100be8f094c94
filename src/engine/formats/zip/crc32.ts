import * as zlib from 'node:zlib'

type Crc32 = (bytes: Uint8Array, before?: number) => number

/** Remainders of every byte by the reversed polynomial 0xEDB88320. */
const TABLE = Uint32Array.from({ length: 256 }, (_, byte) => {
  let value = byte
  for (let bit = 0; bit < 8; bit += 1) value = value & 1 ? 0xedb88320 ^ (value >>> 1) : value >>> 1
  return value
})

/** The checksum in a loop, for a runtime whose zlib lacks it. */
export const byTable: Crc32 = (bytes, before = 0) => {
  let crc = ~before
  for (const byte of bytes) crc = (TABLE[(crc ^ byte) & 255] ?? 0) ^ (crc >>> 8)
  return ~crc >>> 0
}

/**
 * The checksum of zip entries and PNG chunks (ISO 3309); `before` is the checksum of the preceding
 * bytes. Node has one since 20.15; Electron's oldest supported runtime doesn't.
 */
export const crc32: Crc32 = (zlib as { readonly crc32?: Crc32 }).crc32 ?? byTable
