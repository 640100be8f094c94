import type { TensorData } from '@shared/contract/common'

const MAGIC = [0x93, 0x4e, 0x55, 0x4d, 0x50, 0x59, 1, 0] as const
const ALIGNMENT = 64

/**
 * An array as NumPy's .npy file, version 1.0: little-endian float32 in C order. Source:
 * numpy.lib.format. A DataView writes the numbers, so the machine's byte order does not matter.
 */
export function npy({ shape, data }: TensorData): Uint8Array {
  const tuple = shape.length === 1 ? `(${String(shape[0])},)` : `(${shape.join(', ')})`
  const header = `{'descr': '<f4', 'fortran_order': False, 'shape': ${tuple}, }`
  const prefix = MAGIC.length + 2
  const padded = Math.ceil((prefix + header.length + 1) / ALIGNMENT) * ALIGNMENT
  const file = new Uint8Array(padded + 4 * data.length)
  const view = new DataView(file.buffer)
  file.set(MAGIC)
  view.setUint16(MAGIC.length, padded - prefix, true)
  file.set(new TextEncoder().encode(header.padEnd(padded - prefix - 1) + '\n'), prefix)
  data.forEach((value, i) => view.setFloat32(padded + 4 * i, value, true))
  return file
}
