import { AppError } from '@shared/errors'
import { isPresetId, preset, PRESET_IDS } from '@shared/model/presets'
import { refOf } from '../ref'
import { untrained, untrainedEntry } from '../untrained'
import type { ModelSource } from './source'

const place = (id: string) => ({ ref: refOf('preset', id), origin: 'preset' as const })

export const presets: ModelSource = {
  list: () => Promise.resolve(PRESET_IDS.map((id) => untrainedEntry(preset(id), place(id)))),
  load: (id) =>
    isPresetId(id)
      ? Promise.resolve(untrained(preset(id), place(id)))
      : Promise.reject(new AppError('not-found', `There is no preset "${id}"; there are ${PRESET_IDS.join(', ')}.`)),
  version: () => Promise.resolve('fixed'),
}
