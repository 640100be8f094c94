import { strToU8 } from 'fflate'

/** A NumPy file of unsigned bytes or of another type. */
export function encodeNpy(shape: readonly number[], bytes: Uint8Array, type = '|u1'): Uint8Array {
  const tuple = shape.length === 1 ? `(${shape[0]},)` : `(${shape.join(', ')})`
  const header = `{'descr': '${type}', 'fortran_order': False, 'shape': ${tuple}, }`
  const text = `${header.padEnd(117)}\n`
  return Buffer.concat([
    Buffer.from('\x93NUMPY\x01\x00', 'latin1'),
    Buffer.of(118, 0),
    strToU8(text),
    bytes,
  ])
}
