import type { Scalar, Tensor, Tensor1D, Variable } from '@tensorflow/tfjs'
import { generalise, inScope, simplify, trace, type Trace } from '../graph'
import { tensorflow } from '../runtime/tensorflow'
import { DeviceSplit, firstExamples } from './device-split'
import { answerTensors } from './evaluate'
import type { LoopParts } from './loop-parts'
import { Trainable, type Findings } from './trainable'

/** As few as tell apart what grows with the batch and what doesn't. */
const SIZES = [2, 3, 5]
/** Pictures that the traces run on. */
const SAMPLE = 16

/** A function for every number of examples. */
export type Sized = (examples: number) => Trace

type Named = readonly (readonly [string, Variable])[]

/**
 * Traces the parts of a training on a handful of examples, each as a function of tensors. Among the inputs, images and
 * labels are those of a split, and `state` are the variables in the order of {@link StepTracer.state}, `weights` in that of
 * {@link StepTracer.weights}.
 */
export class StepTracer {
  readonly trainable: Trainable
  readonly #split: DeviceSplit
  readonly #sample: number

  constructor({ model, recipe, weights, train }: LoopParts) {
    this.trainable = new Trainable(model, weights, recipe)
    const sample = firstExamples(train, SAMPLE)
    this.#sample = sample.count
    this.#split = new DeviceSplit(sample, model.inputShape, recipe.normalisation)
  }

  /** The network's weights by name. */
  weights(): Named {
    return [...this.trainable.network.variables()]
  }

  /** All that the training changes, by name: weights, then the optimizer's arrays. */
  state(): Named {
    return [...this.weights(), ...this.trainable.slots().map(({ name, variable }) => [name, variable] as const)]
  }

  /** (images, labels, indices, step, …weights) ↦ (loss, correct, …gradients, …statistics). */
  findings(parts: number): Sized {
    return this.#sized(SIZES.map((size) => size * parts), (indices, size) => {
      // Another number at each size: one that a trace froze would show.
      const step = tensorflow().scalar(size, 'int32')
      const run = (): Tensor[] => {
        const { loss, correct, gradients, statistics } = this.trainable.findings(this.#split, { indices, step }, parts)
        return [loss, correct, ...gradients, ...statistics]
      }
      return { inputs: [step], run }
    })
  }

  /** (…gradients, …statistics, …numbers, …state) ↦ new values of those variables that are told. */
  update(): { readonly trace: Trace; readonly assigned: readonly string[] } {
    const tf = tensorflow()
    const like = (variables: readonly { readonly variable: Variable }[]): Tensor[] => variables.map(({ variable }) => tf.ones(variable.shape))
    const traced = inScope(tf, () => {
      const gradients = like(this.trainable.network.trainable())
      const statistics = like(this.trainable.statistics)
      const numbers: Scalar[] = this.trainable.rule.numbers(0.1, 0).map((value) => tf.scalar(value))
      const run = (): Tensor[] => {
        this.trainable.update({ gradients, statistics } satisfies Pick<Findings, 'gradients' | 'statistics'>, numbers)
        return []
      }
      return trace(tf, run, { inputs: [...gradients, ...statistics, ...numbers], variables: this.state().map(([, variable]) => variable) })
    })
    const names = this.state().map(([name]) => name)
    return { trace: simplify(traced.trace), assigned: traced.assigned.map((i) => names[i] ?? '') }
  }

  /** (images, labels, indices, …weights) ↦ (predictions, losses, confidences). */
  answers(): Sized {
    return this.#sized(SIZES, (indices) => ({
      inputs: [],
      run: () => {
        const { predictions, losses, confidences } = answerTensors(this.trainable.network, this.#split, indices)
        return [predictions, losses, confidences]
      },
    }))
  }

  dispose(): void {
    this.trainable.dispose()
    this.#split.dispose()
  }

  #sized(sizes: readonly number[], prepare: (indices: Tensor1D, size: number) => { inputs: Tensor[]; run: () => Tensor[] }): Sized {
    const tf = tensorflow()
    const at = generalise(
      sizes.map((size) =>
        inScope(tf, () => {
          const indices = tf.tensor1d(Int32Array.from({ length: size }, (_, i) => (size + i) % this.#sample), 'int32')
          const { inputs, run } = prepare(indices, size)
          const { images, labels } = this.#split
          const variables = this.weights().map(([, variable]) => variable)
          return { size, trace: trace(tf, run, { inputs: [images, labels, indices, ...inputs], variables }).trace }
        }),
      ),
    )
    return (examples) => simplify(at(examples))
  }
}
