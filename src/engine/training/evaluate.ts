import type { Progress } from '@shared/contract/common'
import { AppError } from '@shared/errors'
import type { Network } from '../layers/network'
import { tensorflow } from '../runtime/tensorflow'
import type { DeviceSplit } from './device-split'
import { crossEntropy } from './loss'

/** A network's answers on a split. */
export interface NetworkEvaluation {
  readonly accuracy: number
  /** Mean cross-entropy. */
  readonly loss: number
  readonly labels: Int32Array
  readonly predictions: Int32Array
  readonly losses: Float32Array
  /** Probability of the predicted class. */
  readonly confidences: Float32Array
}

export interface EvaluateOptions {
  readonly batchSize?: number
  readonly signal?: AbortSignal
  readonly onProgress?: (progress: Progress) => void
}

const nextTurn = (): Promise<void> => new Promise((resolve) => setImmediate(resolve))

/**
 * Runs every example of a split through a network (running statistics, no dropout).
 * @throws AppError `cancelled`
 */
export async function evaluateNetwork(network: Network, split: DeviceSplit, options: EvaluateOptions = {}): Promise<NetworkEvaluation> {
  const { batchSize = 1000, signal, onProgress } = options
  const tf = tensorflow()
  const { count } = split
  const labels = new Int32Array(count)
  const predictions = new Int32Array(count)
  const losses = new Float32Array(count)
  const confidences = new Float32Array(count)
  const started = performance.now()
  for (let start = 0; start < count; start += batchSize) {
    if (signal?.aborted) throw new AppError('cancelled', 'The evaluation was cancelled.')
    const indices = Int32Array.from({ length: Math.min(batchSize, count - start) }, (_, i) => start + i)
    tf.tidy(() => {
      const batch = split.batch(indices)
      const logits = network.predict(batch.x)
      labels.set(batch.labels.dataSync(), start)
      predictions.set(logits.argMax(-1).dataSync(), start)
      losses.set(crossEntropy(logits, batch.labels).dataSync(), start)
      confidences.set(tf.softmax(logits).max(-1).dataSync(), start)
    })
    const done = start + indices.length
    onProgress?.({ done, total: count, unit: 'examples', stage: 'evaluate', etaSeconds: ((performance.now() - started) / 1000 / done) * (count - done) })
    await nextTurn()
  }
  const right = predictions.reduce((sum, prediction, i) => sum + (prediction === labels[i] ? 1 : 0), 0)
  const total = losses.reduce((sum, loss) => sum + loss, 0)
  return { accuracy: right / count, loss: total / count, labels, predictions, losses, confidences }
}
