import { readdir, readFile, rename, rm, rmdir, stat } from 'node:fs/promises'
import { basename, join, resolve } from 'node:path'
import { z } from 'zod'
import { datasetImportSchema } from '@shared/contract/datasets'
import { AppError, phrase } from '@shared/errors'
import { asFault } from '../runtime/faults'
import { writeFileAtomic } from '../runtime/files'
import { dataFolder } from '../runtime/paths'
import { slug } from '../runtime/slug'
import { cifar10, KNOWN, type KnownDataset } from './catalogue'
import { recogniseFormat, type ReadOptions } from './formats'
import { className } from './formats/picture-files'
import { userFolder } from './sources'

/**
 * A data set that can be named: from the catalogue, from the user's imports, or lying in
 * `$CONVSCOPE_DATASETS`.
 */
export interface Entry {
  readonly id: string
  readonly title: string
  readonly known?: KnownDataset
  /** Where its files lie, and how they are to be read. */
  readonly folder?: string
  readonly options?: ReadOptions
}

const ID = /^[a-z0-9][a-z0-9-]{0,79}$/
/** Whether it can be the name of a set's files. */
export const isDatasetId = (id: string): boolean => ID.test(id)

const { title, token: _, ...options } = datasetImportSchema.shape

const importSchema = z.strictObject({
  version: z.literal(1),
  id: z.string().regex(ID),
  title: title.unwrap(),
  folder: z.string().min(1),
  options: z.strictObject(options),
})

/**
 * One small file for each import, in the data folder: the cache may be emptied without forgetting
 * what was imported.
 */
const importsFolder = (): string => join(dataFolder(), 'datasets')
export const importPath = (id: string): string => join(importsFolder(), `${id}.json`)

async function imports(): Promise<Entry[]> {
  const names = await readdir(importsFolder()).catch((): string[] => [])
  const entries: Entry[] = []
  for (const name of names.filter((file) => file.endsWith('.json')).sort()) {
    const parsed = await readFile(join(importsFolder(), name), 'utf8')
      .then(
        (text): unknown => JSON.parse(text),
        () => undefined,
      )
      .catch(() => undefined)
    const { success, data } = importSchema.safeParse(parsed)
    if (success && `${data.id}.json` === name) entries.push(data)
  }
  return entries
}

/** Sub-folders of `$CONVSCOPE_DATASETS` that hold a data set; the sub-folder's name is its id. */
async function inUserFolder(): Promise<Entry[]> {
  const folder = userFolder()
  if (folder === undefined) return []
  const names = await readdir(folder).catch((): string[] => [])
  const entries: Entry[] = []
  for (const name of names.filter((candidate) => ID.test(candidate)).sort()) {
    const path = join(folder, name)
    const isFolder = await stat(path).then(
      (stats) => stats.isDirectory(),
      () => false,
    )
    const format = isFolder ? await recogniseFormat(path).catch(() => undefined) : undefined
    if (format)
      entries.push({ id: name, title: name === cifar10.id ? cifar10.title : name, folder: path })
  }
  return entries
}

/**
 * Every data set that can be named, each id once; what the user imported comes before what lies in
 * a folder.
 */
export async function entries(): Promise<readonly Entry[]> {
  const all = new Map<string, Entry>()
  for (const known of KNOWN) all.set(known.id, { id: known.id, title: known.title, known })
  for (const entry of [
    ...(await imports()),
    ...(await inUserFolder()),
    { id: cifar10.id, title: cifar10.title },
  ]) {
    if (!all.has(entry.id)) all.set(entry.id, entry)
  }
  return [...all.values()]
}

/** @throws AppError `not-found` with the ids that there are. */
export async function entryOf(id: string): Promise<Entry> {
  const all = await entries()
  const entry = all.find((candidate) => candidate.id === id)
  if (entry) return entry
  throw new AppError(
    'not-found',
    phrase`There is no data set "${id}". Known: ${all.map((known) => known.id).join(', ')}; others are imported from a folder`,
    { id },
  )
}

/** The id of an import: its title as a word, unless another folder has it already. */
export async function idFor(title: string, folder: string): Promise<string> {
  const word = slug(title, 'dataset')
  const all = await entries()
  const taken = (id: string): boolean =>
    all.some(
      (entry) =>
        entry.id === id &&
        (entry.folder === undefined || resolve(entry.folder) !== resolve(folder)),
    )
  let id = word
  for (let number = 2; taken(id); number++) id = `${word}-${number}`
  return id
}

/** The name of a folder, or of a file without its endings. */
export const defaultTitle = (folder: string): string =>
  className(
    basename(resolve(folder)).replace(/\.(zip|tar|tgz|tar\.gz|npz|csv|csv\.gz)$/i, ''),
  ).slice(0, 120) || 'Data set'

/** @throws AppError `invalid-argument` for a title that is empty or too long */
export function checkedTitle(title: string): string {
  const trimmed = title.trim()
  if (trimmed.length >= 1 && trimmed.length <= 120) return trimmed
  throw new AppError(
    'invalid-argument',
    phrase`The name of a data set has 1 to 120 characters; this one has ${trimmed.length}`,
  )
}

/**
 * Writes down an import, wherever its cached form goes, while `make` makes that form. The import is
 * listed when that is done, and not at all where either fails.
 * @throws AppError `no-space`, `invalid-file` before `make` is called; what `make` throws
 */
export async function registering<T>(
  { id, title, folder, options }: Required<Omit<Entry, 'known'>>,
  make: () => Promise<T>,
): Promise<T> {
  const record = importSchema.parse({ version: 1, id, title, folder: resolve(folder), options })
  const file = importPath(id)
  const draft = `${file}.new`
  await writeFileAtomic(draft, `${JSON.stringify(record, null, 1)}\n`)
  try {
    const made = await make()
    await rename(draft, file)
    return made
  } catch (error) {
    await rm(draft, { force: true })
    // The folder that was made for it, unless there are other imports.
    await rmdir(importsFolder()).catch(() => undefined)
    throw asFault(error, phrase`keep ${title}`)
  }
}
