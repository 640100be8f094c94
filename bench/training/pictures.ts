import { closeSync, fstatSync, openSync, readSync } from 'node:fs'
import { alignedBytes } from '../../src/engine/runtime/aligned'

/** A file's bytes, aligned in memory as the app aligns those of a data set. */
export function readPictures(path: string): Uint8Array {
  const file = openSync(path, 'r')
  try {
    const { size } = fstatSync(file)
    const bytes = alignedBytes(size)
    for (let at = 0; at < size;) at += readSync(file, bytes, at, size - at, at)
    return bytes
  } finally {
    closeSync(file)
  }
}
