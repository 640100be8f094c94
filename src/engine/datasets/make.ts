import { rm, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import type { DatasetInfo, DatasetMake } from '@shared/contract/datasets'
import { AppError, phrase } from '@shared/errors'
import { encodeRgb } from '../pictures/png/encode'
import { writeFolderAtomic } from '../runtime/files'
import { makeFolder } from '../runtime/make-folder'
import { dataFolder } from '../runtime/paths'
import { newId } from '../runtime/slug'
import { checkCancelled } from '../runtime/faults'
import { counted, type Work } from '../work/work'
import { importDataset } from './import'

/** Names that no file system takes, or that would be hidden. */
const UNFIT = /[/\\:*?"<>|\p{Cc}]+/gu

/** Folders of classes, each name once, in any file system. */
function folderNames(names: readonly string[]): readonly string[] {
  const taken = new Set<string>()
  return names.map((name) => {
    const plain = name
      .normalize('NFC')
      .replace(UNFIT, ' ')
      .trim()
      .replace(/^\.+|[. ]+$/g, '')
    const base = plain === '' ? 'class' : plain
    let folder = base
    for (let number = 2; taken.has(folder.toLowerCase()); number++) folder = `${base} ${number}`
    taken.add(folder.toLowerCase())
    return folder
  })
}

/**
 * Makes pictures that were taken with a camera a data set: PNG files in a folder a class, in the
 * data folder, imported as any other folder is. An import that fails leaves no files.
 * @throws AppError `invalid-argument` where the bytes are no whole pictures, and those of
 *   `importDataset`
 */
export async function makeDataset(pictures: DatasetMake, work: Work = {}): Promise<DatasetInfo> {
  const { title, height, width, classes } = pictures
  const size = height * width * 3
  for (const { name, pixels } of classes)
    if (pixels.length === 0 || pixels.length % size !== 0)
      throw new AppError(
        'invalid-argument',
        phrase`The class “${name}” has ${pixels.length} bytes, which are no pictures of ${height} × ${width}.`,
        { field: 'pixels' },
      )
  const folder = join(dataFolder(), 'camera', newId(title))
  const total = classes.reduce((sum, { pixels }) => sum + pixels.length / size, 0)
  const { onProgress } = counted(work, 'cache', 'files', total, { everyMs: 100 })
  const names = folderNames(classes.map(({ name }) => name))
  await writeFolderAtomic(
    folder,
    async (draft) => {
      let done = 0
      for (const [label, { pixels }] of classes.entries()) {
        const inside = join(draft, names[label] ?? '')
        await makeFolder(inside)
        for (let at = 0; at < pixels.length; at += size) {
          checkCancelled(work.signal)
          const png = await encodeRgb({ height, width, rgb: pixels.subarray(at, at + size) })
          await writeFile(join(inside, `${String(at / size + 1).padStart(4, '0')}.png`), png)
          onProgress(++done)
        }
      }
    },
    work.signal,
  )
  try {
    return await importDataset(folder, { title, ...work })
  } catch (error) {
    await rm(folder, { recursive: true, force: true })
    throw error
  }
}
