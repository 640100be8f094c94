import { join } from 'node:path'
import fc from 'fast-check'
import { Network } from '../../src/engine/layers/network'
import { elements, type Shape } from '../../src/shared/layers/definition'
import { preset, type PresetId } from '../../src/shared/model/presets'
import { parseModelSpec } from '../../src/shared/model/spec'
import { resolveModel, type ResolvedModel } from '../../src/shared/model/resolve'
import type { NamedArrays } from '../../src/shared/model/weights'
import { encodeNpy } from '../../src/engine/formats/npz/npy'
import {
  arbitraryModel,
  pseudoRandom,
  pseudoWeights,
} from '../../src/engine/formats/testing/arbitrary-model'
import { tensorflow } from '../../src/engine/runtime/tensorflow'
import { writeFile } from 'node:fs/promises'
import { ODD_NETWORKS } from './odd-networks'
import { first, only } from './quick'

/** Presets that a test can compute on a hundred pictures in seconds. */
const PRESETS: readonly PresetId[] = [
  'lenet',
  'lenet-relu',
  'modern',
  'alexnet-small',
  'vgg11-small',
  'googlenet-block',
  'densenet-block',
  'mobilenet-v1',
  'nin',
  'resnet18',
]

export interface Case {
  readonly name: string
  readonly model: ResolvedModel
  readonly weights: NamedArrays
  /** Inputs that are computed. */
  readonly count: number
}

/**
 * Every preset up to ResNet-18, odd settings, and a hundred random networks of all layer kinds; three
 * presets and 25 random networks in a quick run.
 */
export function cases(): readonly Case[] {
  const presets = only<PresetId>(['lenet', 'modern', 'googlenet-block'], PRESETS).map(
    (id): [string, ResolvedModel] => [id, resolveModel(preset(id))],
  )
  const odd = ODD_NETWORKS.map((input): [string, ResolvedModel] => [
    input.name,
    resolveModel(parseModelSpec(input)),
  ])
  const random = first(25, fc.sample(arbitraryModel, { seed: 5, numRuns: 100 })).map(
    (model, i): [string, ResolvedModel] => [`random ${i}`, model],
  )
  return [...presets, ...odd, ...random].map(([name, model], i) => ({
    name,
    model,
    weights: pseudoWeights(model, i + 1),
    // Large pictures take long, and are the same arithmetic.
    count: elements(model.inputShape) > 50_000 ? 4 : 100,
  }))
}

/** Writes inputs and this engine's outputs as `x.npy` and `y.npy`, batch first, channels last. */
export async function writeAnswers(folder: string, { model, weights, count }: Case): Promise<void> {
  const tf = tensorflow()
  const x = pseudoRandom(count * elements(model.inputShape), 77)
  const output: Shape = model.layers.at(-1)?.outputShape ?? []
  const network = Network.create(model, weights)
  const y = tf.tidy(() =>
    network
      .predict(tf.tensor(x, [count, ...model.inputShape]) as never)
      .dataSync<'float32'>()
      .slice(),
  )
  network.dispose()
  await writeFile(
    join(folder, 'x.npy'),
    encodeNpy({ shape: [count, ...model.inputShape], data: x }),
  )
  await writeFile(join(folder, 'y.npy'), encodeNpy({ shape: [count, ...output], data: y }))
}
