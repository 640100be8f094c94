import type { IdxImages } from '../idx'
import { type FileTree, split } from '../tree/file-tree'

/** EMNIST's pictures lie column by column (Cohen et al., 2017): turned, they stand upright. */
export function upright<T extends IdxImages>(pictures: T): T {
  const { count, height, width, channels, images } = pictures
  if (height !== width || channels !== 1) return pictures
  const turned = new Uint8Array(images.length)
  for (let picture = 0; picture < count; picture++) {
    const at = picture * height * width
    for (let row = 0; row < height; row++)
      for (let column = 0; column < width; column++)
        turned[at + row * width + column] = images[at + column * width + row] ?? 0
  }
  return { ...pictures, images: turned }
}

/**
 * Names of labels from EMNIST's mapping file: a label and its characters' codes on each line, as
 * `1 65 97` for “Aa”.
 */
export async function mappingNames(
  tree: FileTree,
): Promise<ReadonlyMap<number, string> | undefined> {
  const file = tree.files.find(({ path }) => /^emnist.*mapping\.txt$/i.test(split(path).name))
  if (!file) return undefined
  const text = new TextDecoder().decode(await file.read(1024 * 1024))
  const names = new Map<number, string>()
  for (const line of text.split(/\r?\n/)) {
    const [label, ...codes] = line.trim().split(/\s+/).map(Number)
    if (line.trim() === '' || label === undefined || !Number.isInteger(label)) continue
    const known = codes.filter((code) => code >= 32 && code <= 0x10ffff)
    names.set(label, [...new Set(known)].map((code) => String.fromCodePoint(code)).join(''))
  }
  return names.size > 0 ? names : undefined
}
