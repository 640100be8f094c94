import { randomBytes } from 'node:crypto'
import type { EditJournal } from '@shared/contract/probe'
import { AppError, phrase } from '@shared/errors'
import { EditedCopy } from '../edits/edited-copy'
import type { LoadedModel } from '../loaded-model'
import { parseRef, refOf } from '../ref'
import type { ModelSource } from './source'

/** Edited copies by id; they exist as long as the engine. */
const copies = new Map<string, { copy: EditedCopy; revision: number }>()

const find = (id: string): { copy: EditedCopy; revision: number } => {
  const known = copies.get(id)
  if (!known)
    throw new AppError(
      'not-found',
      phrase`This edited copy no longer exists; edit the model again.`,
      { model: refOf('edited', id) },
    )
  return known
}

/** Begins an edited copy of a model. */
export function beginCopy(base: LoadedModel): EditedCopy {
  const id = randomBytes(4).toString('hex')
  const copy = new EditedCopy(refOf('edited', id), base)
  copies.set(id, { copy, revision: 0 })
  return copy
}

/**
 * Makes a copy of an earlier engine again, from its edits. A copy that already exists is left
 * unchanged.
 * @throws AppError `invalid-argument`, `not-found` if an edit no longer fits the model
 */
export function reviveCopy({ model, edits, position }: EditJournal, base: LoadedModel): EditedCopy {
  const { origin, id } = parseRef(model)
  if (origin !== 'edited')
    throw new AppError('invalid-argument', phrase`"${model}" names no edited copy.`, { model })
  const known = copies.get(id)
  if (known) return known.copy
  const copy = new EditedCopy(model, base)
  for (const edit of edits) copy.apply(edit)
  copy.rewind(position)
  copies.set(id, { copy, revision: 0 })
  return copy
}

/** Every copy, with all that is needed to make it again. */
export const editJournals = (): EditJournal[] =>
  [...copies.values()].map(({ copy }) => copy.journal())

/** @throws AppError `not-found` */
export const editedCopy = (ref: string): EditedCopy => find(parseRef(ref).id).copy

/** Changes a copy. @throws AppError `not-found`, and whatever `change` throws */
export function changeCopy(ref: string, change: (copy: EditedCopy) => void): EditedCopy {
  const known = find(parseRef(ref).id)
  change(known.copy)
  known.revision += 1
  return known.copy
}

export const discardCopy = (ref: string): void => void copies.delete(parseRef(ref).id)

export const edited: ModelSource = {
  list: () => Promise.resolve([...copies.values()].map(({ copy }) => copy.loaded.entry)),
  // An exception becomes a rejection, as in the sources that read files.
  load: (id) => Promise.resolve().then(() => find(id).copy.loaded),
  version: (id) => Promise.resolve().then(() => String(find(id).revision)),
}
