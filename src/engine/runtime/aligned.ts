/**
 * TensorFlow uses memory that begins at a multiple of this as it is; any other memory it copies
 * first.
 */
const ALIGNMENT = 64
/** C libraries place a large block this many bytes after the beginning of a page. */
const HEADER = 16

/**
 * An array for many bytes that TensorFlow uses without making a copy. This works where the C
 * library places large blocks as glibc does; elsewhere the result is an ordinary array.
 */
export const alignedBytes = (length: number): Uint8Array<ArrayBuffer> =>
  new Uint8Array(new ArrayBuffer(length + ALIGNMENT), ALIGNMENT - HEADER, length)
