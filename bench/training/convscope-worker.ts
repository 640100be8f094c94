/** This project's training step in a process of its own: `convscope-worker.ts <exercise.json> convscope <eager>`. */
import { readFileSync } from 'node:fs'
import { readNpz } from '../../src/engine/export/npz/npz'
import { Network } from '../../src/engine/layers/network'
import { DeviceSplit } from '../../src/engine/training/device-split'
import { EagerStepLoop } from '../../src/engine/training/eager-step-loop'
import type { ModelSpec } from '../../src/shared/model/spec'
import { resolveModel } from '../../src/shared/model/resolve'
import type { Exercise } from './exercise'
import { serve, type BenchTrainer } from './serve'

const [path = '', , variant = ''] = process.argv.slice(2)
const exercise = JSON.parse(readFileSync(path, 'utf8')) as Exercise
const { recipe, data } = exercise
const weights = readNpz(readFileSync(exercise.weights))
const split = new DeviceSplit({ images: readFileSync(data.images), labels: readFileSync(data.labels), count: data.count }, data.shape)

const withoutDropout = (spec: ModelSpec): ModelSpec => ({ ...spec, layers: spec.layers.map((layer) => (layer.kind === 'dropout' ? { ...layer, rate: 0 } : layer)) })

function create({ dropout }: { readonly dropout: boolean }): BenchTrainer {
  if (variant !== 'eager') throw new Error(`there is no variant "${variant}"`)
  const model = resolveModel(dropout ? recipe.model : withoutDropout(recipe.model))
  const network = Network.create(model, weights)
  const loop = new EagerStepLoop(network, split, recipe)
  return {
    step: (indices, step) => loop.step(indices, { learningRate: recipe.learningRate, step }).loss / indices.length,
    dispose() {
      loop.dispose()
      network.dispose()
    },
  }
}

serve(exercise, create)
