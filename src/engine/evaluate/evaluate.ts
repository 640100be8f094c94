import { LOGITS, namesNeeded, type ClassMeaning } from '@shared/model/output/meaning'
import type { Loss } from '@shared/recipe/choices'
import type { Tensor, Tensor1D } from '@tensorflow/tfjs'
import type { Network } from '../layers/network'
import { checkCancelled } from '../runtime/faults'
import { tensorflow } from '../runtime/tensorflow'
import { counted, nextTurn, type Work } from '../work/work'
import { classLogits } from './class-logits'
import { classesAhead, TOP } from './classes-ahead'
import type { DeviceSplit, Examples } from './device-split'
import { LOSS_FUNCTIONS } from './loss'

/** A network's answers on examples. */
export interface Answers {
  readonly predictions: Int32Array
  /** By the loss function that the network was trained with. */
  readonly losses: Float32Array
  /** Probability of the predicted class. */
  readonly confidences: Float32Array
  /** Counts by true class, then by predicted class: classes × classes. */
  readonly confusion: Int32Array
  /** How many classes come before the true one. */
  readonly ahead: Float32Array
}

/** A network's answers on a split. */
export interface NetworkEvaluation extends Omit<Answers, 'ahead'> {
  readonly accuracy: number
  /** Share of the examples whose class is among the first five; only for more than five classes. */
  readonly top5?: number
  /** Mean of the examples' losses. */
  readonly loss: number
  readonly labels: Int32Array
}

export interface EvaluateOptions extends Work {
  readonly batchSize?: number
  /** What the outputs mean. @default LOGITS */
  readonly meaning?: ClassMeaning
}

/**
 * A network's answers for the examples at `indices`. Eager calls and traces use the same
 * operations.
 */
export function answerTensors(
  network: Network,
  split: DeviceSplit,
  indices: Tensor1D,
  loss: Loss,
  meaning: ClassMeaning = LOGITS,
): Record<keyof Answers, Tensor> {
  const tf = tensorflow()
  const { x, labels } = split.batch(indices)
  const logits = classLogits(network.predict(x), meaning)
  const classes = namesNeeded(meaning, network.model.classes)
  const predictions = logits.argMax<Tensor1D>(-1)
  return {
    predictions,
    losses: LOSS_FUNCTIONS[loss](logits, labels),
    confidences: tf.softmax(logits).max(-1),
    confusion: tf.math.confusionMatrix(labels, predictions, classes),
    ahead: classesAhead(logits, labels),
  }
}

/**
 * Runs every example of a split through a network (running statistics, no dropout).
 * @throws AppError `cancelled`
 */
export function evaluateNetwork(
  network: Network,
  split: DeviceSplit,
  loss: Loss,
  options: EvaluateOptions = {},
): Promise<NetworkEvaluation> {
  const tf = tensorflow()
  const answer = (indices: Int32Array): Answers =>
    tf.tidy(() => {
      const { predictions, losses, confidences, confusion, ahead } = answerTensors(
        network,
        split,
        tf.tensor1d(indices, 'int32'),
        loss,
        options.meaning,
      )
      return {
        predictions: predictions.dataSync<'int32'>(),
        losses: losses.dataSync<'float32'>(),
        confidences: confidences.dataSync<'float32'>(),
        confusion: confusion.dataSync<'int32'>(),
        ahead: ahead.dataSync<'float32'>(),
      }
    })
  return evaluateInBatches(
    { count: split.count, labels: split.labels.dataSync<'int32'>() },
    answer,
    options,
  )
}

/**
 * Evaluates a split batch by batch; between batches the process handles requests.
 * @throws AppError `cancelled`
 */
export async function evaluateInBatches(
  { count, labels: classes }: Pick<Examples, 'count'> & { readonly labels: ArrayLike<number> },
  answer: (indices: Int32Array) => Answers,
  { batchSize = 1000, ...work }: EvaluateOptions,
): Promise<NetworkEvaluation> {
  const labels = Int32Array.from({ length: count }, (_, i) => classes[i] ?? 0)
  const predictions = new Int32Array(count)
  const losses = new Float32Array(count)
  const confidences = new Float32Array(count)
  let confusion = new Int32Array()
  let nearTop = 0
  const { signal, onProgress } = counted(work, 'evaluate', 'examples', count)
  for (let start = 0; start < count; start += batchSize) {
    checkCancelled(signal)
    const indices = Int32Array.from(
      { length: Math.min(batchSize, count - start) },
      (_, i) => start + i,
    )
    const answers = answer(indices)
    predictions.set(answers.predictions, start)
    losses.set(answers.losses, start)
    confidences.set(answers.confidences, start)
    confusion = answers.confusion.map((cell, i) => cell + (confusion[i] ?? 0))
    nearTop += answers.ahead.reduce((sum, classes) => sum + (classes < TOP ? 1 : 0), 0)
    onProgress(start + indices.length)
    await nextTurn()
  }
  const right = predictions.reduce(
    (sum, prediction, i) => sum + (prediction === labels[i] ? 1 : 0),
    0,
  )
  const total = losses.reduce((sum, loss) => sum + loss, 0)
  return {
    accuracy: right / count,
    ...(Math.sqrt(confusion.length) > TOP ? { top5: nearTop / count } : {}),
    loss: total / count,
    labels,
    predictions,
    losses,
    confidences,
    confusion,
  }
}
