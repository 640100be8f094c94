import type { ModelEntry } from '@shared/contract/models'
import { AppError, phrase } from '@shared/errors'
import { resolveModel } from '@shared/model/resolve'
import type { ModelSpec } from '@shared/model/spec'
import { refOf } from '../ref'
import { untrained, untrainedEntry } from '../untrained'
import type { ModelSource } from './source'

/** The id of the draft. There is only one, because the builder has one current network. */
const ID = 'builder'
const place: Pick<ModelEntry, 'ref' | 'origin'> = { ref: refOf('draft', ID), origin: 'draft' }

/** Only in memory, so that inspecting a draft leaves nothing among the models. */
let held: { readonly spec: ModelSpec; readonly text: string; readonly revision: number } | undefined

function find(id: string): NonNullable<typeof held> {
  if (!held || id !== ID)
    throw new AppError(
      'not-found',
      phrase`The builder’s network is no longer open here; open it again from Model.`,
      { model: refOf('draft', id) },
    )
  return held
}

/**
 * Holds a network to be inspected, instead of the previous one.
 * @returns its entry, and whether it is another network than before
 * @throws AppError `invalid-model`
 */
export function holdDraft(spec: ModelSpec): {
  readonly entry: ModelEntry
  readonly changed: boolean
} {
  resolveModel(spec)
  const text = JSON.stringify(spec)
  const changed = held?.text !== text
  if (changed) held = { spec, text, revision: (held?.revision ?? 0) + 1 }
  return { entry: untrainedEntry(spec, place), changed }
}

export const draft: ModelSource = {
  list: () => Promise.resolve(held ? [untrainedEntry(held.spec, place)] : []),
  // An exception becomes a rejection, as in the sources that read files.
  load: (id) => Promise.resolve().then(() => untrained(find(id).spec, place)),
  describe: (id) =>
    Promise.resolve().then(() => {
      const { spec } = find(id)
      return { spec, model: resolveModel(spec), entry: untrainedEntry(spec, place) }
    }),
  version: (id) => Promise.resolve().then(() => String(find(id).revision)),
}
