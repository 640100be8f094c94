import type { ModelEntry } from '@shared/contract/models'
import { AppError, phrase } from '@shared/errors'
import { ALL_PRESET_IDS, isPresetId, preset, type PresetId } from '@shared/model/presets'
import { resolveModel } from '@shared/model/resolve'
import { refOf } from '../ref'
import { untrained, untrainedEntry } from '../untrained'
import type { ModelSource } from './source'

const place = (id: string) => ({ ref: refOf('preset', id), origin: 'preset' as const })

/** The entries by id. They never change, so each is computed once. */
const entries = new Map<PresetId, ModelEntry>()
function entryOf(id: PresetId): ModelEntry {
  const entry = entries.get(id) ?? untrainedEntry(preset(id), place(id))
  entries.set(id, entry)
  return entry
}

function known(id: string): PresetId {
  if (isPresetId(id)) return id
  throw new AppError(
    'not-found',
    phrase`There is no preset "${id}"; there are ${ALL_PRESET_IDS.join(', ')}.`,
  )
}

/** Calls a function so that an exception becomes a rejection. */
const attempt = <T>(work: () => T): Promise<T> => new Promise((resolve) => resolve(work()))

export const presets: ModelSource = {
  list: () => Promise.resolve(ALL_PRESET_IDS.map(entryOf)),
  load: (id) => attempt(() => untrained(preset(known(id)), place(id))),
  describe: (id) =>
    attempt(() => {
      const spec = preset(known(id))
      return { spec, model: resolveModel(spec), entry: entryOf(known(id)) }
    }),
  version: () => Promise.resolve('fixed'),
}
