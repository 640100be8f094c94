import { readdir } from 'node:fs/promises'
import { join } from 'node:path'
import type { NamedArrays } from '@shared/model/weights'
import { metadataSchema, type Metadata } from '../formats/metadata'
import { readNpzMetadata, readNpzModel } from '../formats/npz/read'
import { modelsFolder } from '../runtime/paths'
import { weightsHash } from './digest'
import { isId } from './ref'

/** What a model is, whatever it is called, as its file would have it. */
function contentOf(metadata: Metadata): string {
  const { title: _, ...content } = metadataSchema.parse(JSON.parse(JSON.stringify(metadata)))
  return JSON.stringify(content)
}

/**
 * The imported model with the same network, weights and preparation of pictures, if there is one.
 * Weights are only read where all the rest is the same.
 */
export async function sameImport(
  metadata: Metadata,
  weights: NamedArrays,
): Promise<{ readonly id: string; readonly title: string | undefined } | undefined> {
  const ids = (await readdir(modelsFolder()).catch((): string[] => [])).filter(isId)
  const wanted = contentOf(metadata)
  for (const id of ids) {
    const folder = join(modelsFolder(), id)
    const known = await readNpzMetadata(folder).catch(() => undefined)
    if (!known || contentOf(known) !== wanted) continue
    const read = await readNpzModel(folder).catch(() => undefined)
    if (read && weightsHash(read.weights) === weightsHash(weights))
      return { id, title: known.title }
  }
  return undefined
}
