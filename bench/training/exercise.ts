import { mkdirSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { writeNpz } from '../../src/engine/formats/npz/npz'
import { initialiseWeights } from '../../src/engine/training/initialise'
import type { Recipe } from '../../src/shared/model/recipe'
import type { Augmentations } from '../../src/shared/recipe/augmentations'
import { resolveModel } from '../../src/shared/model/resolve'
import type { Case } from './cases'
import { dataFiles, type DataFiles } from './data'
import { planOf } from './plan'

export type Device = 'cpu' | 'gpu'

/** The input of every tool: one network with its first weights, one recipe, one data set. */
export interface Exercise {
  readonly recipe: Recipe
  readonly plan: readonly Record<string, unknown>[]
  /** Path of the npz. */
  readonly weights: string
  readonly data: DataFiles
  readonly device: Device
  readonly cores: number
  /** How the variant that is measured with augmentation changes the pictures. */
  readonly augment?: Augmentations | undefined
}

/**
 * Coprime to the number of examples, so that its multiples visit each of them once;
 * python/exercise.py has the same.
 */
const STRIDE = 7919

/**
 * Indices of the examples of a step; whole batches only, again from the start when they are used
 * up.
 */
export function batchIndices({ recipe, data }: Exercise, step: number): Int32Array {
  const { batchSize } = recipe
  const start = (step % Math.floor(data.count / batchSize)) * batchSize
  return Int32Array.from({ length: batchSize }, (_, i) => ((start + i) * STRIDE) % data.count)
}

/** Writes an exercise into a folder; @returns the path that a worker is given, and the exercise */
export function writeExercise(
  folder: string,
  { recipe }: Case,
  device: Device,
  cores: number,
  augment?: Augmentations,
): { path: string; exercise: Exercise } {
  mkdirSync(folder, { recursive: true })
  const model = resolveModel(recipe.model)
  const weights = join(folder, 'weights.npz')
  writeFileSync(weights, writeNpz(initialiseWeights(model, recipe)))
  const data = dataFiles(recipe.dataset, model.inputShape, folder)
  const exercise = { recipe, plan: planOf(model), weights, data, device, cores, augment }
  const path = join(folder, 'exercise.json')
  writeFileSync(path, JSON.stringify(exercise))
  return { path, exercise }
}
