import { mkdir, writeFile } from 'node:fs/promises'
import { dirname, join } from 'node:path'
import { encode } from 'fast-png'

/** A grey or coloured picture of one shade, as a PNG file. */
export function shade(value: number | readonly [number, number, number], side = 6): Uint8Array {
  const colour = typeof value === 'number' ? [value] : value
  const data = Uint8Array.from(
    { length: side * side * colour.length },
    (_, i) => colour[i % colour.length] ?? 0,
  )
  return encode({ width: side, height: side, channels: colour.length, data })
}

/** Writes files below a folder, with the folders that they need. */
export async function put(
  root: string,
  files: Readonly<Record<string, Uint8Array | string>>,
): Promise<void> {
  for (const [name, bytes] of Object.entries(files)) {
    await mkdir(dirname(join(root, name)), { recursive: true })
    await writeFile(join(root, name), bytes)
  }
}

/** `count` pictures of a shade in a folder: `folder/0.png` … */
export const many = (
  folder: string,
  value: number | readonly [number, number, number],
  count = 6,
  ending = '.png',
): Record<string, Uint8Array> =>
  Object.fromEntries(
    Array.from({ length: count }, (_, i) => [`${folder}/${i}${ending}`, shade(value)]),
  )
