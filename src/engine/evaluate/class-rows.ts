import type { Tensor, Tensor2D } from '@tensorflow/tfjs'
import { layerAt, type ResolvedModel } from '@shared/model/resolve'
import { classMeaning } from '@shared/model/output/class-check'
import { namesNeeded } from '@shared/model/output/meaning'
import { INPUT_ID } from '@shared/model/spec'
import { Network } from '../layers/network'
import { tensorflow } from '../runtime/tensorflow'
import { counted, nextTurn, type Work } from '../work/work'
import { classLogits } from './class-logits'
import { DeviceSplit, type Examples } from './device-split'
import { evaluationBatch, type Evaluated } from './evaluate-model'

/** A network's numbers for examples, one example after the other. */
export interface ClassRows {
  readonly classes: number
  /** n × classes; their softmax gives the probabilities. */
  readonly logits: Float32Array
  /** n × features: what the last layer with weights takes. */
  readonly features: Float32Array
  readonly featureCount: number
}

/**
 * The layer whose output is what the last layer with weights takes: the network's own description
 * of a picture, on which the classes are told apart.
 */
export function featureLayer({ layers }: Pick<ResolvedModel, 'layers'>): string {
  const last = layers.filter(({ weights }) => weights.length > 0).at(-1)
  return last?.inputs[0] ?? INPUT_ID
}

/** Features of a layer's output: its numbers, or the means of its maps. */
export const featuresOf = (output: Tensor): Tensor2D =>
  output.rank === 4 ? output.mean<Tensor2D>([1, 2]) : output.as2D(output.shape[0], -1)

/** How many numbers {@link featuresOf} gives for a layer. */
export const featureCountOf = (model: ResolvedModel): number =>
  (layerAt(model, featureLayer(model))?.outputShape ?? model.inputShape).at(-1) ?? 0

/**
 * Logits and features of every example (running statistics, no dropout).
 * @throws AppError `cancelled`; `unsupported` for a model whose outputs don't mean classes
 */
export async function classRows(
  evaluated: Evaluated,
  examples: Examples,
  work: Work = {},
): Promise<ClassRows> {
  const tf = tensorflow()
  const { model, weights, silenced, normalisation } = evaluated
  const meaning = classMeaning(evaluated)
  const classes = namesNeeded(meaning, model.classes)
  const [layer, featureCount] = [featureLayer(model), featureCountOf(model)]
  const logits = new Float32Array(examples.count * classes)
  const features = new Float32Array(examples.count * featureCount)
  const network = Network.create(model, weights, silenced)
  const split = new DeviceSplit(examples, model.inputShape, normalisation)
  const { signal, onProgress } = counted(work, 'evaluate', 'examples', examples.count)
  const batchSize = evaluationBatch(model)
  try {
    for (let start = 0; start < examples.count; start += batchSize) {
      const size = Math.min(batchSize, examples.count - start)
      tf.tidy(() => {
        const indices = tf.tensor1d(
          Int32Array.from({ length: size }, (_, i) => start + i),
          'int32',
        )
        const { x } = split.batch(indices)
        const outputs = network.activations(x)
        const answer = outputs.at(-1)?.output as Tensor2D
        const described = outputs.find(({ id }) => id === layer)?.output ?? x
        logits.set(classLogits(answer, meaning).dataSync<'float32'>(), start * classes)
        features.set(featuresOf(described).dataSync<'float32'>(), start * featureCount)
      })
      onProgress(start + size)
      await nextTurn(signal)
    }
    return { classes, logits, features, featureCount }
  } finally {
    split.dispose()
    network.dispose()
  }
}
