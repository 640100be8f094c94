import { join } from 'node:path'
import type { ModelEntry } from '@shared/contract/models'
import { exportedWeights, writeExport } from './export'
import { metadataOf } from '../formats/metadata'
import { modelsFolder } from '../runtime/paths'
import { newId } from '../runtime/slug'
import { modelEntry } from './catalogue'
import type { LoadedModel } from './loaded-model'
import { refOf } from './ref'

/**
 * Saves a model in memory as an imported model, completely or not at all.
 * @throws AppError `unsupported` if its switched-off channels can't be written into weights,
 *   `no-space`.
 */
export async function keepModel(loaded: LoadedModel, title: string): Promise<ModelEntry> {
  const id = newId(title)
  await writeExport(
    { ...metadataOf(loaded), title },
    exportedWeights(loaded),
    'npz',
    join(modelsFolder(), id),
  )
  return modelEntry(refOf('imported', id))
}
