import {
  datasetImportSchema,
  type DatasetAnalysis,
  type DatasetInfo,
} from '@shared/contract/datasets'
import { AppError, phrase } from '@shared/errors'
import { checkValue } from '@shared/schema-fault'
import type { Work } from '../work/work'
import { writeCache } from './cache'
import { cifar10, KNOWN, type KnownDataset } from './catalogue'
import type { RawDataset } from './dataset'
import { examine } from './examine'
import type { ReadOptions } from './formats'
import { infoOf } from './info'
import { holdsKnown, readKnown } from './known'
import { oneAtATime } from './lock'
import { forgetPictures } from './reading/store'
import { requireUsable } from './usable'
import { checkedTitle, defaultTitle, idFor, registering } from './registry'

export interface ImportOptions extends ReadOptions, Work {
  /** @default the folder's name */
  readonly title?: string
  /** Called with what was found, before anything is kept. */
  readonly onAnalysis?: (analysis: DatasetAnalysis) => void
}

/**
 * Makes what the user brought a data set: a folder, an archive or a file, in any of the forms of
 * `formats`. MNIST and Fashion-MNIST are known by their hashes and CIFAR-10 by its form, and keep
 * their own ids. Importing a place again replaces its set; an import that fails leaves it.
 * @throws AppError `invalid-file`, `invalid-argument`, `corrupt`, `unsupported`, `too-large`,
 *   `not-found`, `cancelled`, naming the file at fault
 */
export async function importDataset(
  folder: string,
  { title, signal, onProgress, onAnalysis, ...options }: ImportOptions = {},
): Promise<DatasetInfo> {
  const job = { signal, onProgress }
  const named = title === undefined ? undefined : checkedTitle(title)
  checkOptions(options)
  for (const known of KNOWN) {
    const raw = await asKnown(folder, known, job)
    if (raw)
      return oneAtATime(known.id, async () =>
        infoOf(await writeCache(known.id, known.title, raw, job)),
      )
  }
  const { raw, analysis } = await examine(folder, options, job)
  onAnalysis?.(analysis)
  requireUsable(folder, analysis, options)
  const isCifar10 = raw.kind === 'cifar10' && raw.classes.length === 10 && named === undefined
  const name = named ?? (isCifar10 ? cifar10.title : defaultTitle(folder))
  const id = isCifar10 ? cifar10.id : await idFor(name, folder)
  return oneAtATime(id, async () => {
    const manifest = await registering({ id, title: name, folder, options }, () =>
      writeCache(id, name, raw, job),
    )
    await forgetPictures(folder)
    return infoOf(manifest)
  })
}

/** Values that the form or the command line let through are held against the same bounds. */
function checkOptions(options: ReadOptions): void {
  const result = checkValue(datasetImportSchema.omit({ token: true, title: true }), options)
  if (result.success) return
  const [{ field, words }] = result.faults
  throw new AppError('invalid-argument', phrase`The import’s ${field} ${words}`, { field })
}

/** What files hold, without keeping anything. @throws AppError as `importDataset` */
export async function analyseDataset(
  folder: string,
  { signal, onProgress, ...options }: ReadOptions & Work = {},
): Promise<DatasetAnalysis> {
  checkOptions(options)
  return (await examine(folder, options, { signal, onProgress })).analysis
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
    if (error instanceof AppError && (error.code === 'corrupt' || error.code === 'invalid-file'))
      return undefined
    throw error
  }
}
