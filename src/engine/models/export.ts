import { readdir } from 'node:fs/promises'
import { join } from 'node:path'
import { AppError, phrase, type Phrase } from '@shared/errors'
import { foreignFile, type ExportFormat } from '@shared/formats'
import { checkNormalisation } from '@shared/model/normalisation'
import type { NamedArrays } from '@shared/model/weights'
import { foldSilenced } from './edits/fold'
import type { LoadedModel } from './loaded-model'
import { writeFileAtomic, writeFolderAtomic } from '../runtime/files'
import { asFault, systemCode } from '../runtime/faults'
import { fileInTheWay } from '../runtime/make-folder'
import { encodeModel, remarksOn } from '../formats'
import { slug } from '../runtime/slug'
import { metadataOf, type Metadata } from '../formats/metadata'
import { lengthOf, type Pieces } from '../formats/zip/pieces'
import { counted, nextTurn, type Work } from '../work/work'

/** Work on a model's files, which reports to the user what the files can't hold. */
export interface ModelWork extends Work {
  readonly onNote?: (note: Phrase) => void
  /** Whether an earlier export in the folder is replaced. @default false */
  readonly overwrite?: boolean
}

/** Adds files to the draft of an export; an error leaves nothing of it. @returns their names */
export type Finish = (draft: string) => Promise<readonly string[]>

/**
 * Writes a model into a folder of its own, completely or not at all. A missing or empty folder is
 * filled, one with an earlier export is replaced where that is asked for, and any other is refused.
 * @returns the names of the files in it
 * @throws AppError `already-exists` for a folder with other files, `no-space`, `cancelled`,
 *   `invalid-recipe` for a normalisation that doesn't fit the network's channels; the folder is
 *   then unchanged
 */
export function exportModel(
  loaded: LoadedModel,
  format: ExportFormat,
  folder: string,
  work: ModelWork = {},
  finish?: Finish,
): Promise<readonly string[]> {
  const options = { work, finish }
  return writeExport(metadataOf(loaded), exportedWeights(loaded), format, folder, options)
}

/**
 * The weights for the files; the switched-off channels of an edited copy are written into them.
 * @throws AppError `unsupported`
 */
export const exportedWeights = ({ model, weights, silenced }: LoadedModel): NamedArrays =>
  silenced ? foldSilenced(model, weights, silenced) : weights

/**
 * As `exportModel`, into a new folder inside `parent`, named after the model; the names returned
 * begin with it.
 */
export async function exportModelInto(
  loaded: LoadedModel,
  format: ExportFormat,
  parent: string,
  work: ModelWork = {},
  finish?: Finish,
): Promise<readonly string[]> {
  const base = `${slug(loaded.entry.title)}-${format}`
  const taken = new Set(await entries(parent))
  let name = base
  for (let n = 2; taken.has(name); n += 1) name = `${base}-${n}`
  const files = await exportModel(loaded, format, join(parent, name), work, finish)
  return files.map((file) => `${name}/${file}`)
}

const bytesIn = (contents: Uint8Array | Pieces): number =>
  contents instanceof Uint8Array ? contents.byteLength : lengthOf(contents)

interface WriteOptions {
  readonly work?: ModelWork | undefined
  /** The name of the stage in progress reports. @default 'export' */
  readonly stage?: 'export' | 'import'
  readonly finish?: Finish | undefined
}

/** Like `exportModel`, for a network that is not in the catalogue. */
export async function writeExport(
  metadata: Metadata,
  weights: NamedArrays,
  format: ExportFormat,
  folder: string,
  { work = {}, stage = 'export', finish }: WriteOptions = {},
): Promise<readonly string[]> {
  checkNormalisation(metadata.normalisation, metadata.spec.input)
  await nextTurn(work.signal)
  checkFree(folder, await entries(folder), work.overwrite)
  const files = await encodeModel(format, metadata, weights)
  const total = [...files.values()].reduce((sum, contents) => sum + bytesIn(contents), 0)
  const { signal, onProgress } = counted(work, stage, 'bytes', total)
  const further: string[] = []
  const fill = async (draft: string): Promise<void> => {
    let done = 0
    for (const [name, contents] of files) {
      await writeFileAtomic(join(draft, name), contents, signal)
      onProgress((done += bytesIn(contents)))
    }
    further.push(...((await finish?.(draft)) ?? []))
  }
  await writeFolderAtomic(folder, fill, signal)
  for (const remark of remarksOn(format, metadata)) work.onNote?.(remark)
  return [...files.keys(), ...further]
}

/** @throws AppError `already-exists` */
function checkFree(folder: string, found: readonly string[], overwrite = false): void {
  const foreign = foreignFile(found)
  if (foreign !== undefined) {
    throw new AppError(
      'already-exists',
      phrase`The folder ${folder} already holds other files ("${foreign}"): choose a new or empty folder.`,
      { folder },
    )
  }
  if (found.length > 0 && !overwrite) {
    throw new AppError(
      'already-exists',
      phrase`The folder ${folder} already holds an export: choose another folder, or allow its replacement with --overwrite.`,
      { folder },
    )
  }
}

async function entries(folder: string): Promise<string[]> {
  try {
    return await readdir(folder)
  } catch (thrown) {
    if (systemCode(thrown) === 'ENOENT') return []
    if (systemCode(thrown) === 'ENOTDIR') throw fileInTheWay(folder)
    throw asFault(thrown, phrase`look into the folder ${folder}`)
  }
}
