import { open, type FileHandle } from 'node:fs/promises'
import { basename } from 'node:path'

/**
 * The parts of a file that show its format: its beginning, and its end, where a zip has its
 * directory. Each character is a byte.
 */
export interface Look {
  readonly name: string
  readonly start: string
  readonly end: string
}

const START = 4096
const END = 256 * 1024

async function part(file: FileHandle, from: number, length: number): Promise<string> {
  const { bytesRead, buffer } = await file.read(Buffer.alloc(length), 0, length, from)
  return buffer.toString('latin1', 0, bytesRead)
}

export async function lookAt(path: string): Promise<Look> {
  const file = await open(path)
  try {
    const { size } = await file.stat()
    return {
      name: basename(path),
      start: await part(file, 0, START),
      end: await part(file, Math.max(0, size - END), END),
    }
  } finally {
    await file.close()
  }
}

export const isZip = ({ start }: Look): boolean => start.startsWith('PK\u0003\u0004')
