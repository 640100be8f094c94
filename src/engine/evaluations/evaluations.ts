import { join } from 'node:path'
import { z } from 'zod'
import type { Evaluation } from '@shared/contract/training'
import { lossSchema } from '@shared/recipe/choices'
import { keepArrays, keptArrays } from './kept-arrays'

/** What identifies an evaluation. It is kept until the run has a newer checkpoint. */
const factsSchema = z.strictObject({
  step: z.number().int(),
  dataset: z.string(),
  classes: z.array(z.string()),
  accuracy: z.number(),
  top5: z.number().optional(),
  /** Evaluations without this field are from a version that had only one loss. */
  lossKind: lossSchema.default('crossEntropy'),
  loss: z.number(),
})

const fileOf = (run: string): string => join(run, 'checkpoints', 'evaluation.zip')

/**
 * Keeps an evaluation next to its checkpoint. Classes are whole numbers below 2²⁴, so float32 holds
 * them exactly.
 */
export async function keepEvaluation(
  run: string,
  step: number,
  evaluation: Evaluation,
  signal?: AbortSignal,
): Promise<void> {
  const { positions, labels, predictions, losses, confidences, ...facts } = evaluation
  const arrays = {
    labels: Float32Array.from(labels),
    predictions: Float32Array.from(predictions),
    losses,
    confidences,
    ...(positions ? { positions: Float32Array.from(positions) } : {}),
  }
  await keepArrays(fileOf(run), { step, ...facts }, arrays, signal)
}

/**
 * The kept evaluation of a run's checkpoint; null if there is none of this step, or if it can't be
 * read.
 */
export async function keptEvaluation(run: string, step: number): Promise<Evaluation | null> {
  try {
    const { facts: json, array, has } = await keptArrays(fileOf(run))
    const { step: of, ...facts } = factsSchema.parse(json)
    if (of !== step) return null
    const positions = has('positions') ? array('positions') : undefined
    return {
      ...facts,
      ...(positions ? { positions: Int32Array.from(positions) } : {}),
      labels: Int32Array.from(array('labels')),
      predictions: Int32Array.from(array('predictions')),
      losses: array('losses'),
      confidences: array('confidences'),
    }
  } catch {
    // The evaluation will be made again.
    return null
  }
}
