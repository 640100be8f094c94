import type { Tensor, Tensor1D, Tensor2D, Variable } from '@tensorflow/tfjs'
import { tensorflow } from '../runtime/tensorflow'
import { DeviceSplit, firstExamples } from '../evaluate/device-split'
import type { LoopParts } from './loop-parts'
import { SIZES, traceSizes, type Sized } from '../evaluate/sized-trace'
import { traceAnswers } from '../evaluate/traced-answers'
import { traceUpdate, type TracedUpdate } from './traced-update'
import { Trainable } from './trainable'
import { drawsOf, type Draws } from './augmentations/draws'

/** Number of examples that the traces run on. */
const SAMPLE = 16

type Named = readonly (readonly [string, Variable])[]

/**
 * Traces the parts of a training on a few examples, each as a function of tensors. The inputs
 * `images` and `labels` are those of a split. `state` are the variables in the order of {@link
 * StepTracer.state}, and `weights` in that of {@link StepTracer.weights}.
 */
export class StepTracer {
  readonly trainable: Trainable
  readonly #split: DeviceSplit
  /** Of the few examples, so that partners are among them. */
  readonly #draws: Draws | undefined

  constructor({ model, recipe, weights, train }: LoopParts) {
    this.trainable = new Trainable(model, weights, recipe)
    const sample = firstExamples(train, SAMPLE)
    this.#draws = drawsOf(recipe, model.inputShape, sample.count)
    this.#split = new DeviceSplit(sample, model.inputShape, recipe.normalisation)
  }

  /** The network's weights by name. */
  weights(): Named {
    return [...this.trainable.network.variables()]
  }

  /** Everything that the training changes, by name: weights, then the optimizer's arrays. */
  state(): Named {
    return [
      ...this.weights(),
      ...this.trainable.slots().map(({ name, variable }) => [name, variable] as const),
    ]
  }

  /** (images, labels, indices, step, draws if any, …weights) ↦ (loss, correct, …gradients, …statistics). */
  findings(parts: number): Sized {
    const reads = { inputs: [], variables: this.weights().map(([, variable]) => variable) }
    const prepare = (indices: Tensor1D, size: number) => {
      // A different number at each size, so that a number that the trace made constant is found.
      const step = tensorflow().scalar(size, 'int32')
      const draws = this.#drawn(size)
      const run = (): Tensor[] => {
        const { loss, correct, gradients, statistics } = this.trainable.findings(
          this.#split,
          { indices, step, draws },
          parts,
        )
        return [loss, correct, ...gradients, ...statistics]
      }
      return { inputs: draws ? [step, draws] : [step], run }
    }
    return traceSizes(
      this.#split,
      reads,
      prepare,
      SIZES.map((size) => size * parts),
    )
  }

  /** How many numbers are drawn for a picture; 0 where none are. */
  get drawn(): number {
    return this.#draws?.width ?? 0
  }

  #drawn(size: number): Tensor2D | undefined {
    if (!this.#draws) return undefined
    // Others at each size, so that a number that the trace made constant is found.
    const indices = Int32Array.from({ length: size }, (_, i) => i % this.#split.count)
    const rows = this.#draws.inEpoch(indices, size)
    return tensorflow().tensor2d(rows, [size, this.#draws.width])
  }

  /** (…gradients, …statistics, …numbers, …state) ↦ new values of the variables in `assigned`. */
  update(): TracedUpdate {
    return traceUpdate(this.trainable, this.state())
  }

  answers(): Sized {
    const { network, loss, meaning } = this.trainable
    return traceAnswers(network, this.#split, loss, meaning)
  }

  dispose(): void {
    this.trainable.dispose()
    this.#split.dispose()
  }
}
