import { crc32 as native } from 'node:zlib'
import { describe, expect, it } from 'vitest'
import { byTable, crc32 } from './crc32'

const bytes = new TextEncoder().encode('123456789')

describe('crc32', () => {
  it('is the published check value, with and without the runtime’s own', () => {
    expect([crc32(bytes), byTable(bytes), native(bytes)]).toEqual(Array(3).fill(0xcbf43926))
  })

  it('continues from the checksum of the preceding bytes', () => {
    const start = byTable(bytes.subarray(0, 4))
    expect(byTable(bytes.subarray(4), start)).toBe(0xcbf43926)
    expect(crc32(bytes.subarray(4), start)).toBe(0xcbf43926)
  })
})
