import { basename, join } from 'node:path'
import type { ModelAnswers, ModelEntry, ModelRef } from '@shared/contract/models'
import { isInProgress } from '@shared/contract/training'
import { AppError, phrase, type Phrase } from '@shared/errors'
import { writeExport, type ModelWork } from './export'
import { answered, changedBy } from '../formats/answers'
import type { Metadata } from '../formats/metadata'
import { encodeNpz, SPEC_FILE } from '../formats/npz/encode'
import { readNpzMetadata } from '../formats/npz/read'
import { writeFileAtomic } from '../runtime/files'
import { exists, move, moveToTrash } from '../runtime/move'
import { modelsFolder, networksFolder, runsFolder, trashFolder } from '../runtime/paths'
import { newId } from '../runtime/slug'
import { readRun } from '../runs/run-folder'
import { writeTitle } from '../runs/run-title'
import { forget, modelEntry } from './catalogue'
import { dismissLook, held, titleOf } from './look'
import type { FoundModel } from './read-folder'
import { momentOf, parseRef, refOf, type Origin } from './ref'
import { sameImport } from './same-import'
import { renameNetwork, saveNetwork } from './sources/saved'

/** The folder of a user's own model; only such models can be changed. */
function ownFolder(
  ref: ModelRef,
  doing: Phrase,
): { readonly folder: string; readonly trash: string; readonly origin: Origin } {
  const { origin, id } = parseRef(ref)
  if (id.endsWith('@last'))
    throw new AppError(
      'unsupported',
      phrase`The last weights are a part of their run and can't be ${doing} alone.`,
      { ref },
    )
  if (origin === 'preset' || origin === 'bundled') {
    throw new AppError(
      'unsupported',
      phrase`"${ref}" comes with the app and can't be ${doing}; import a copy or train a run of your own.`,
      { ref },
    )
  }
  if (origin === 'edited')
    throw new AppError(
      'unsupported',
      phrase`An edited copy can't be ${doing}: save it as a model, or discard it in Inspect.`,
      { ref },
    )
  if (origin === 'draft')
    throw new AppError(
      'unsupported',
      phrase`The network in the builder can't be ${doing}: save it in Model first.`,
      { ref },
    )
  if (momentOf(id))
    throw new AppError(
      'unsupported',
      phrase`A moment of a run can't be ${doing}: copy the run at this moment, or export the model.`,
      { ref },
    )
  const roots = { run: runsFolder, imported: modelsFolder, saved: networksFolder }
  const folder = join(roots[origin](), id)
  return { folder, trash: join(trashFolder(), origin, id), origin }
}

/** How a model is imported: what it is called, and what the user says of it. */
export interface Import extends ModelAnswers {
  readonly title?: string | undefined
}

/**
 * Copies a model from a folder or file of any readable format into the data folder, completely or
 * not at all. A file with only a network becomes a saved network.
 * @throws AppError as for reading the model; `unsupported` names the unknown layer and class;
 *   `invalid-argument` for answers that don't suit it; `cancelled`
 */
export async function importModel(
  path: string,
  work: ModelWork = {},
  { title: given, ...answers }: Import = {},
): Promise<ModelEntry> {
  const seen = await held(path)
  const entry = await (seen.kind === 'network'
    ? saveNetwork(
        given === undefined ? seen.spec : { ...seen.spec, name: given },
        undefined,
        work.signal,
      )
    : importFound(path, seen.found, given ?? titleOf(path, seen.found), work, answers))
  dismissLook(path)
  return entry
}

async function importFound(
  path: string,
  found: FoundModel,
  title: string,
  work: ModelWork,
  answers: ModelAnswers,
): Promise<ModelEntry> {
  const { metadata, weights, notes = [] } = answered(found, found.format, answers)
  const same = await sameImport(metadata, weights)
  if (same && (same.title === title || title === titleOf(path, found))) {
    work.onNote?.(
      phrase`The same model is already there as “${same.title ?? same.id}”, so nothing was imported.`,
    )
    return modelEntry(refOf('imported', same.id))
  }
  const id = newId(title)
  const folder = join(modelsFolder(), id)
  await writeExport({ ...metadata, title }, weights, 'npz', folder, { work, stage: 'import' })
  for (const note of notes) work.onNote?.(note)
  return modelEntry(refOf('imported', id))
}

/**
 * Says how pictures are prepared for an imported model, or what its classes are called.
 * @throws AppError `unsupported` for a model that was not imported, `invalid-argument` for answers
 *   that don't suit it, `not-found`, `corrupt`
 */
export async function prepareModel(ref: ModelRef, answers: ModelAnswers): Promise<ModelEntry> {
  const { folder, origin } = ownFolder(ref, phrase`prepared`)
  if (origin !== 'imported')
    throw new AppError(
      'unsupported',
      phrase`How pictures are prepared for a run follows from its recipe; export it, import it, and change the copy.`,
      { ref },
    )
  await writeMetadata(folder, changedBy(await readNpzMetadata(folder), answers))
  forget(ref)
  return modelEntry(ref)
}

/** Replaces the description of an imported model. */
async function writeMetadata(folder: string, metadata: Metadata): Promise<void> {
  const spec = encodeNpz(metadata, new Map()).get(SPEC_FILE) ?? []
  await writeFileAtomic(join(folder, SPEC_FILE), spec)
}

/** Refuses a running training, which writes into its folder. @throws AppError `busy` */
async function requireIdle(folder: string, origin: Origin): Promise<void> {
  const run = origin === 'run' ? await readRun(folder).catch(() => undefined) : undefined
  if (run && isInProgress(run)) {
    throw new AppError('busy', phrase`This run is in progress: stop it before deleting it.`, {
      run: basename(folder),
    })
  }
}

/**
 * Renames a model, even a run that trains. @throws AppError `unsupported` for presets and bundled
 * models, `not-found`, `corrupt`.
 */
export async function renameModel(ref: ModelRef, title: string): Promise<ModelEntry> {
  const { folder, origin } = ownFolder(ref, phrase`renamed`)
  if (origin === 'saved') return renameNetwork(ref, title)
  if (origin === 'run') {
    await readRun(folder)
    await writeTitle(folder, title)
  } else {
    await writeMetadata(folder, { ...(await readNpzMetadata(folder)), title })
  }
  forget(ref)
  return modelEntry(ref)
}

/**
 * Moves a run or an imported model to the trash of the data folder; also damaged ones.
 * @throws AppError `busy` for a run that is training, `unsupported`, `not-found`.
 */
export async function deleteModel(ref: ModelRef): Promise<void> {
  const { folder, trash, origin } = ownFolder(ref, phrase`deleted`)
  await requireIdle(folder, origin)
  if (!(await moveToTrash(folder, trash)))
    throw new AppError('not-found', phrase`This model no longer exists.`)
  forget(ref)
}

/**
 * Restores a deleted model.
 * @param from its folder in the trash, where several of its name were deleted
 * @throws AppError `not-found`, `already-exists`.
 */
export async function restoreModel(ref: ModelRef, from?: string): Promise<ModelEntry> {
  const { folder, trash } = ownFolder(ref, phrase`restored`)
  if (await exists(folder))
    throw new AppError('already-exists', phrase`A model of this name already exists.`, { ref })
  if (!(await move(from ?? trash, folder)))
    throw new AppError('not-found', phrase`This model is no longer in the trash.`)
  forget(ref)
  return modelEntry(ref)
}
