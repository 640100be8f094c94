import type { DatasetInfo } from '@shared/contract/datasets'
import { AppError } from '@shared/errors'
import type { Work } from '../work/work'
import { writeCache } from './cache'
import { cifar10, KNOWN, type KnownDataset } from './catalogue'
import type { RawDataset } from './dataset'
import { formatOf, type ReadOptions } from './formats'
import { infoOf } from './info'
import { holdsKnown, readKnown } from './known'
import { oneAtATime } from './lock'
import { defaultTitle, idFor, register } from './registry'

export interface ImportOptions extends ReadOptions, Work {
  /** @default the folder's name */
  readonly title?: string
}

/**
 * Makes a folder a data set: IDX files, CIFAR-10's binary files, or one sub-folder of PNG and JPEG
 * files a class. MNIST and Fashion-MNIST are known by their hashes and CIFAR-10 by its form, and
 * keep their own ids. Importing a folder again replaces its set.
 * @throws AppError `invalid-file`, `corrupt`, `unsupported`, `too-large`, `not-found`, `cancelled`,
 *   naming the file at fault
 */
export async function importDataset(
  folder: string,
  { title, signal, onProgress, ...options }: ImportOptions = {},
): Promise<DatasetInfo> {
  const job = { signal, onProgress }
  for (const known of KNOWN) {
    const raw = await asKnown(folder, known, job)
    if (raw)
      return oneAtATime(known.id, async () =>
        infoOf(await writeCache(known.id, known.title, raw, job)),
      )
  }
  const format = await formatOf(folder)
  const raw = await format.read(folder, options, job)
  const isCifar10 = format.kind === 'cifar10' && raw.classes.length === 10 && title === undefined
  const name = title ?? (isCifar10 ? cifar10.title : defaultTitle(folder))
  const id = isCifar10 ? cifar10.id : await idFor(name, folder)
  return oneAtATime(id, async () => {
    const manifest = await writeCache(id, name, raw, job)
    await register({ id, title: name, folder, options })
    return infoOf(manifest)
  })
}

/** The folder's contents if they are this very set; other sets use the same file names. */
async function asKnown(
  folder: string,
  known: KnownDataset,
  job: Work,
): Promise<RawDataset | undefined> {
  if (!(await holdsKnown(folder, known))) return undefined
  try {
    return await readKnown(folder, known, job)
  } catch (error) {
    if (error instanceof AppError && error.code === 'corrupt') return undefined
    throw error
  }
}
