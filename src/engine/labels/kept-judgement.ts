import { join } from 'node:path'
import { z } from 'zod'
import { datasetsFolder } from '../runtime/paths'
import { keepArrays, keptArrays } from '../evaluations/kept-arrays'
import type { Judgement } from './label-check'

/** Counts up when the way of the trainings changes: they are then done again. */
const RULES = 1

const factsSchema = z.strictObject({
  rules: z.literal(RULES),
  fingerprint: z.string(),
  network: z.string(),
  folds: z.number().int(),
  epochs: z.number().int(),
  seed: z.number().int(),
})

/** Beside the pictures, so that it goes with them. */
const fileOf = (id: string): string => join(datasetsFolder(), id, 'labels.zip')

/** Keeps the probabilities with the data set: they cost minutes, what follows from them nothing. */
export async function keepJudgement(
  id: string,
  fingerprint: string,
  { probabilities, labels, places, ...facts }: Judgement,
  signal?: AbortSignal,
): Promise<void> {
  await keepArrays(
    fileOf(id),
    { rules: RULES, fingerprint, ...facts },
    // Labels and places are whole numbers below 2²⁴, so float32 holds them exactly.
    { probabilities, labels: Float32Array.from(labels), places: Float32Array.from(places) },
    signal,
  )
}

/** The last check's probabilities; null where there are none, or the set has changed since. */
export async function keptJudgement(id: string, fingerprint: string): Promise<Judgement | null> {
  try {
    const { facts, array } = await keptArrays(fileOf(id))
    const { rules: _, fingerprint: of, ...rest } = factsSchema.parse(facts)
    if (of !== fingerprint) return null
    return {
      ...rest,
      probabilities: array('probabilities'),
      labels: Int32Array.from(array('labels')),
      places: Int32Array.from(array('places')),
    }
  } catch {
    return null
  }
}
