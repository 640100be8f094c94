import { existsSync } from 'node:fs'
import { stat } from 'node:fs/promises'
import { join } from 'node:path'
import { z } from 'zod'
import { reliabilitySchema, type Reliability, type Reliance } from '@shared/contract/reliability'
import { AppError, phrase } from '@shared/errors'
import type { FeatureCloud } from '@shared/math/familiarity'
import type { LoadedModel } from '../models'
import { digestOf } from '../models/digest'
import { LruCache } from '../runtime/lru-cache'
import { dataFolder } from '../runtime/paths'
import { keepArrays, keptArrays } from './kept-arrays'

/** Counts up when the rules change: what was measured before is then measured again. */
const RULES = 1

const factsSchema = z.strictObject({
  rules: z.literal(RULES),
  /** Names the pictures that it was measured on. */
  basis: z.string(),
  features: z.number().int().min(1),
  reliability: reliabilitySchema.omit({ fitted: true }),
})

/** What was measured of a model. */
export interface KeptReliability {
  readonly basis: string
  readonly reliability: Reliability
  readonly cloud: FeatureCloud
}

/** By what a model computes: other weights are another model, a copy is the same. */
const fileOf = (loaded: LoadedModel): string => join(folder(), `${digestOf(loaded)}.zip`)
const folder = (): string => join(dataFolder(), 'reliability')

/** Keeps what was measured with the model, in the data folder. */
export async function keepReliability(
  loaded: LoadedModel,
  { basis, cloud, reliability: { fitted, ...reliability } }: KeptReliability,
  signal?: AbortSignal,
): Promise<void> {
  const { features, means, whitening } = cloud
  const facts = { rules: RULES, basis, features, reliability }
  // Places are whole numbers below 2²⁴, so float32 holds them exactly.
  const arrays = { fitted: Float32Array.from(fitted), means, whitening }
  await keepArrays(fileOf(loaded), facts, arrays, signal)
}

const CACHED = 8
const cache = new LruCache<string, { readonly changed: number; readonly kept: KeptReliability }>(
  CACHED,
)

/** What was measured of a model; null where nothing was, or it can't be read. */
export async function keptReliability(loaded: LoadedModel): Promise<KeptReliability | null> {
  // Naming a model reads all its weights: not where nothing was ever measured.
  if (!existsSync(folder())) return null
  const file = fileOf(loaded)
  const changed = await stat(file).then(
    ({ mtimeMs }) => mtimeMs,
    () => undefined,
  )
  if (changed === undefined) return null
  const known = cache.get(file)
  if (known?.changed === changed) return known.kept
  const kept = await read(file).catch(() => null)
  if (kept) cache.set(file, { changed, kept })
  return kept
}

async function read(file: string): Promise<KeptReliability> {
  const { facts, array } = await keptArrays(file)
  const { basis, features, reliability } = factsSchema.parse(facts)
  return {
    basis,
    reliability: { ...reliability, fitted: Int32Array.from(array('fitted')) },
    cloud: { features, means: array('means'), whitening: array('whitening') },
  }
}

/** What of it goes with an export; that of the export which the model came from, where it did. */
export async function relianceOf(loaded: LoadedModel): Promise<Reliance | undefined> {
  const kept = await keptReliability(loaded)
  if (!kept) return loaded.reliance
  const { dataset, temperature, familiarity } = kept.reliability
  const { energy, accepted } = familiarity
  return { dataset, temperature, ...(energy && { energy: { ...energy, accepted } }) }
}

/**
 * The model with what goes into its export on request.
 * @throws AppError `invalid-argument` where nothing was measured
 */
export async function withReliance(loaded: LoadedModel): Promise<LoadedModel> {
  const reliance = await relianceOf(loaded)
  if (reliance) return { ...loaded, reliance }
  throw new AppError(
    'invalid-argument',
    phrase`Of “${loaded.entry.title}” neither a temperature nor limits of unknown pictures are known: measure its reliability first.`,
  )
}
