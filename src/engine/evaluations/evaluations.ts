import { join } from 'node:path'
import { z } from 'zod'
import type { Evaluation } from '@shared/contract/training'
import { AppError, phrase } from '@shared/errors'
import { lossSchema } from '@shared/recipe/choices'
import { npzPieces, readNpz } from '../formats/npz/npz'
import { withFileSource } from '../formats/zip/source'
import { ZipArchive } from '../formats/zip/zip'
import { zipPieces } from '../formats/zip/write'
import { writeFileAtomic } from '../runtime/files'

/** What identifies an evaluation. It is kept until the run has a newer checkpoint. */
const factsSchema = z.strictObject({
  step: z.number().int(),
  dataset: z.string(),
  classes: z.array(z.string()),
  accuracy: z.number(),
  /** Evaluations without this field are from a version that had only one loss. */
  lossKind: lossSchema.default('crossEntropy'),
  loss: z.number(),
})

const LIMIT = 256 * 1024 * 1024
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
  const named = new Map(
    Object.entries(arrays).map(([name, data]) => [name, { shape: [data.length], data }]),
  )
  const json = new TextEncoder().encode(JSON.stringify({ step, ...facts }))
  await writeFileAtomic(
    fileOf(run),
    zipPieces(
      new Map([
        ['facts.json', [json]],
        ['arrays.npz', npzPieces(named)],
      ]),
    ),
    signal,
  )
}

/**
 * The kept evaluation of a run's checkpoint; null if there is none of this step, or if it can't be
 * read.
 */
export async function keptEvaluation(run: string, step: number): Promise<Evaluation | null> {
  try {
    const { json, arrays } = await withFileSource(fileOf(run), async (source) => {
      const archive = await ZipArchive.open(source, LIMIT)
      return {
        json: await archive.read(archive.find('facts.json')),
        arrays: await readNpz(await archive.read(archive.find('arrays.npz')), LIMIT),
      }
    })
    const { step: of, ...facts } = factsSchema.parse(JSON.parse(new TextDecoder().decode(json)))
    if (of !== step) return null
    const array = (name: string): Float32Array => {
      const found = arrays.get(name)
      if (!found) throw new AppError('corrupt', phrase`${name} is missing.`)
      return found.data
    }
    const positions = arrays.get('positions')?.data
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
