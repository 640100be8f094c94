import { join } from 'node:path'
import { encodeNpy } from '../../formats/npz/npy'
import { encodeRgb } from '../../pictures/png/encode'
import { writeFileAtomic } from '../../runtime/files'
import { makeFolder } from '../../runtime/make-folder'
import { bytesOf, type SeenPictures, type Sight } from './seen'

/** Grey is three times the same; of more than three channels the first three are shown. */
function rgbOf(bytes: Uint8Array, channels: number): Uint8Array {
  const pixels = bytes.length / channels
  const at = (pixel: number, colour: number): number =>
    bytes[pixel * channels + (channels < 3 ? 0 : colour)] ?? 0
  return Uint8Array.from({ length: 3 * pixels }, (_, i) => at(Math.floor(i / 3), i % 3))
}

/**
 * Writes each picture as `<example>-epoch<epoch>.npy`, its exact numbers [height, width, channels],
 * and as a `.png` of them.
 * @returns the names of the files
 * @throws AppError `no-space`
 */
export async function writeSeen(
  { height, width, channels, pictures }: SeenPictures,
  sights: readonly Sight[],
  folder: string,
): Promise<readonly string[]> {
  await makeFolder(folder)
  const size = height * width * channels
  const files: string[] = []
  for (const [i, { index, epoch }] of sights.entries()) {
    const data = pictures.slice(i * size, (i + 1) * size)
    const name = `${index}-epoch${epoch}`
    const rgb = rgbOf(bytesOf(data), channels)
    await writeFileAtomic(
      join(folder, `${name}.npy`),
      encodeNpy({ shape: [height, width, channels], data }),
    )
    await writeFileAtomic(join(folder, `${name}.png`), await encodeRgb({ width, height, rgb }))
    files.push(`${name}.npy`, `${name}.png`)
  }
  return files
}
