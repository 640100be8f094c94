import { join } from 'node:path'
import type { ModelDetail, ModelEntry, ModelRef } from '@shared/contract/models'
import { weightBytes } from '@shared/model/memory'
import { summarise } from '@shared/model/summary'
import { cachedBytes } from '../runtime/memory'
import { modelsFolder, resourcesFolder } from '../runtime/paths'
import type { LoadedModel } from './loaded-model'
import { LruCache } from '../runtime/lru-cache'
import { parseRef, type Origin } from './ref'
import { draft } from './sources/draft'
import { edited } from './sources/edited'
import { folderSource } from './sources/folders'
import { presets } from './sources/presets'
import { runs } from './sources/runs'
import { saved } from './sources/saved'
import type { ModelDescription, ModelSource } from './sources/source'

/** The sources in the order of the list. */
const SOURCES: Record<Origin, ModelSource> = {
  bundled: folderSource('bundled', () => join(resourcesFolder(), 'models')),
  run: runs,
  imported: folderSource('imported', modelsFolder),
  saved,
  preset: presets,
  edited,
  draft,
}

const CACHED = 6
const cache = new LruCache<string, { version: string; loaded: LoadedModel }>(CACHED, undefined, {
  bytesOf: ({ loaded }) => weightBytes(loaded.model),
  most: cachedBytes,
})

/**
 * Every model on this machine; weights are not read. A damaged one is listed with its `problem`.
 */
export async function listModels(): Promise<ModelEntry[]> {
  const lists = await Promise.all(Object.values(SOURCES).map((source) => source.list()))
  return lists.flat()
}

/**
 * A model with its weights. The last few stay in memory as long as their files don't change.
 * @throws AppError `invalid-argument`, `not-found`, `corrupt` and other faults of its files
 */
export async function loadModel(ref: ModelRef): Promise<LoadedModel> {
  const { origin, id } = parseRef(ref)
  const source = SOURCES[origin]
  const version = await source.version(id)
  const known = cache.get(ref)
  if (known?.version === version) return known.loaded
  const loaded = await source.load(id)
  cache.set(ref, { version, loaded })
  return loaded
}

/** A model's network, without reading its weights if that is possible. */
export async function describeModel(ref: ModelRef): Promise<ModelDescription> {
  const { origin, id } = parseRef(ref)
  return SOURCES[origin].describe?.(id) ?? loadModel(ref)
}

/** A model's network and what it costs. */
export async function modelDetail(ref: ModelRef): Promise<ModelDetail> {
  const { entry, spec, model } = await describeModel(ref)
  const { layers, totals } = summarise(model)
  return {
    entry,
    spec,
    summary: {
      layers: layers.map((layer) => ({ ...layer, outputShape: [...layer.outputShape] })),
      totals,
    },
  }
}

/** The entry of one model, as `listModels` gives it. */
export const modelEntry = async (ref: ModelRef): Promise<ModelEntry> => (await loadModel(ref)).entry

/** Called after a model was renamed, deleted or restored. */
export const forget = (ref: ModelRef): void => {
  cache.delete(ref)
}
