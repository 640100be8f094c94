import { elements } from '@shared/layers/definition'
import type { HeldArray } from '../runtime/kernels/native'

const BYTES = Float32Array.BYTES_PER_ELEMENT

/**
 * Images of bytes [count, …shape] as a device stores them, one row per image. A CPU stores them
 * unchanged. On a GPU TensorFlow has no operation that gathers bytes, and would copy the complete
 * data set to the processor at every step. There, four bytes are stored as one float32 whose value
 * nobody reads, and the last word of an image is filled up with zeros.
 */
export function heldImages(
  images: Uint8Array,
  count: number,
  shape: readonly number[],
  onGpu: boolean,
): HeldArray {
  if (!onGpu) return { type: 'uint8', shape: [count, ...shape], values: images }
  const size = elements(shape)
  const words = Math.ceil(size / BYTES)
  if (size === words * BYTES && images.byteOffset % BYTES === 0) {
    return {
      type: 'float32',
      shape: [count, words],
      values: new Float32Array(images.buffer, images.byteOffset, count * words),
    }
  }
  const bytes = new Uint8Array(count * words * BYTES)
  for (let i = 0; i < count; i++)
    bytes.set(images.subarray(i * size, (i + 1) * size), i * words * BYTES)
  return { type: 'float32', shape: [count, words], values: new Float32Array(bytes.buffer) }
}
