import { randomBytes } from 'node:crypto'
import { AppError, phrase } from '@shared/errors'
import { EditedCopy } from '../edits/edited-copy'
import type { LoadedModel } from '../loaded-model'
import { parseRef, refOf } from '../ref'
import type { ModelSource } from './source'

/** Copies on trial, by id; they live as long as the engine. */
const copies = new Map<string, { copy: EditedCopy; revision: number }>()

const find = (id: string): { copy: EditedCopy; revision: number } => {
  const known = copies.get(id)
  if (!known) throw new AppError('not-found', phrase`This edited copy is not there any more; edit the model again.`, { model: refOf('edited', id) })
  return known
}

/** Begins an edited copy of a model. */
export function beginCopy(base: LoadedModel): EditedCopy {
  const id = randomBytes(4).toString('hex')
  const copy = new EditedCopy(refOf('edited', id), base)
  copies.set(id, { copy, revision: 0 })
  return copy
}

/** @throws AppError `not-found` */
export const editedCopy = (ref: string): EditedCopy => find(parseRef(ref).id).copy

/** Changes a copy. @throws AppError `not-found`, and what `change` throws. */
export function changeCopy(ref: string, change: (copy: EditedCopy) => void): EditedCopy {
  const known = find(parseRef(ref).id)
  change(known.copy)
  known.revision += 1
  return known.copy
}

export const discardCopy = (ref: string): void => void copies.delete(parseRef(ref).id)

export const edited: ModelSource = {
  list: () => Promise.resolve([...copies.values()].map(({ copy }) => copy.loaded.entry)),
  // What is thrown becomes a rejection, as with the sources that read files.
  load: (id) => Promise.resolve().then(() => find(id).copy.loaded),
  version: (id) => Promise.resolve().then(() => String(find(id).revision)),
}
