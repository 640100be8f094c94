import { describe, expect, it } from 'vitest'
import { npy } from './npy'

describe('.npy files', () => {
  const file = npy({ shape: [2, 1, 3], data: Float32Array.of(0, 1, -2, 3.5, 4, 5e-8) })

  it('begin with magic, version and an aligned header that NumPy reads', () => {
    expect([...file.slice(0, 8)]).toEqual([0x93, 78, 85, 77, 80, 89, 1, 0])
    const length = new DataView(file.buffer).getUint16(8, true)
    expect((10 + length) % 64).toBe(0)
    const header = new TextDecoder().decode(file.slice(10, 10 + length))
    expect(header).toMatch(
      /^\{'descr': '<f4', 'fortran_order': False, 'shape': \(2, 1, 3\), \} *\n$/,
    )
  })

  it('hold the numbers in C order, little-endian', () => {
    const data = new DataView(file.buffer, file.length - 24)
    expect(Array.from({ length: 6 }, (_, i) => data.getFloat32(4 * i, true))).toEqual([
      0,
      1,
      -2,
      3.5,
      4,
      Math.fround(5e-8),
    ])
  })

  it('write a vector’s shape as a tuple of one', () => {
    expect(new TextDecoder().decode(npy({ shape: [3], data: new Float32Array(3) }))).toContain(
      "'shape': (3,)",
    )
  })
})
