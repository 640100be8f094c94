import { basename, dirname } from 'node:path'
import type { ModelLook, ModelSummary } from '@shared/contract/models'
import { marksModel } from '@shared/formats'
import { derivedMeaning } from '@shared/model/output/derive'
import { namesNeeded } from '@shared/model/output/meaning'
import { resolveModel, type ResolvedModel } from '@shared/model/resolve'
import { parseModelSpec, type ModelSpec } from '@shared/model/spec'
import { summarise } from '@shared/model/summary'
import { answered, preprocessingIn, type AnsweredModel } from '../formats/answers'
import { meaningIn } from '../formats/metadata'
import { nextTurn, type Work } from '../work/work'
import { readModelFolder, type FoundModel } from './read-folder'
import { readNetwork } from './read-network'

/** What a path holds: a model with its weights, or only a network. */
export type Held =
  | { readonly kind: 'model'; readonly found: FoundModel }
  | { readonly kind: 'network'; readonly spec: ModelSpec }

/** What was looked at last, so that it is not read again when it is imported. */
let last: { readonly path: string; readonly held: Held } | undefined

/** Reads what a path holds, or takes what was looked at. */
export async function held(path: string): Promise<Held> {
  if (last?.path === path) return last.held
  const network = await readNetwork(path)
  return network
    ? { kind: 'network', spec: parseModelSpec(network.value) }
    : { kind: 'model', found: await readModelFolder(path) }
}

/** What was looked at is not needed any more. */
export const dismissLook = (path: string): void => {
  if (last?.path === path) last = undefined
}

/**
 * What a file or folder holds, for the user to see before it is imported. Its weights stay in
 * memory until it is imported, dismissed, or another is looked at.
 * @throws AppError as for reading the model; `cancelled`
 */
export async function lookAtModel(path: string, { signal }: Work = {}): Promise<ModelLook> {
  last = undefined
  const seen = await held(path)
  await nextTurn(signal)
  last = { path, held: seen }
  return seen.kind === 'network' ? lookAtNetwork(seen.spec) : lookOf(path, seen.found)
}

function lookAtNetwork(spec: ModelSpec): ModelLook {
  const model = resolveModel(spec)
  const meaning = derivedMeaning(model)
  return {
    format: 'network',
    title: spec.name,
    ...shapeOf(model),
    meaning,
    outputs: namesNeeded(meaning, model.classes),
    classes: [],
    unknown: [],
    preprocessing: { order: 'rgb' },
    notes: [],
  }
}

function lookOf(path: string, found: FoundModel): ModelLook {
  const { metadata, guess }: AnsweredModel = answered(found, found.format)
  const { unknown = [], notes = [] } = found
  // The layers are the file's own, whatever the order of channels is.
  const model = resolveModel(found.metadata.spec)
  const meaning = meaningIn(found.metadata, model)
  return {
    format: found.format,
    title: titleOf(path, found),
    ...shapeOf(model),
    meaning,
    outputs: namesNeeded(meaning, model.classes),
    classes: unknown.includes('classes') ? [] : [...metadata.classes],
    unknown: [...unknown],
    preprocessing: preprocessingIn(metadata),
    ...(guess && { guess }),
    notes: [...notes],
  }
}

/** Its own title, else that of its file or folder. */
export function titleOf(path: string, { metadata }: Pick<FoundModel, 'metadata'>): string {
  const name = marksModel(basename(path)) ? basename(dirname(path)) : basename(path)
  return (metadata.title ?? (name || metadata.spec.name)).slice(0, 120)
}

function shapeOf(model: ResolvedModel): {
  readonly summary: ModelSummary
  readonly inputShape: number[]
} {
  const { layers, totals } = summarise(model)
  return {
    summary: {
      layers: layers.map((layer) => ({ ...layer, outputShape: [...layer.outputShape] })),
      totals,
    },
    inputShape: [...model.inputShape],
  }
}
