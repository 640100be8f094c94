/**
 * TensorFlow works on memory that begins at a multiple of this; of any other it makes a copy first.
 */
const ALIGNMENT = 64
/** C libraries put a large block so far behind a multiple of a page. */
const HEADER = 16

/**
 * An array for many bytes that TensorFlow is to take as they are, without a copy of its own: so on
 * systems whose C library lays large blocks out as glibc does, and elsewhere an array like any
 * other.
 */
export const alignedBytes = (length: number): Uint8Array<ArrayBuffer> =>
  new Uint8Array(new ArrayBuffer(length + ALIGNMENT), ALIGNMENT - HEADER, length)
