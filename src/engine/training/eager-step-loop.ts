import { AppError, phrase } from '@shared/errors'
import type { NamedArray, NamedArrays } from '@shared/model/weights'
import { Network } from '../layers/network'
import { tensorflow } from '../runtime/tensorflow'
import { DeviceSplit } from '../evaluate/device-split'
import { evaluateNetwork, type EvaluateOptions, type NetworkEvaluation } from '../evaluate/evaluate'
import type { LoopParts } from './loop-parts'
import type { GradientCall, StepCall, StepLoop } from './step-loop'
import type { StepResult } from '../runs/metrics'
import { Trainable, type StepTensors } from './trainable'
import { drawsOf, type Draws } from './augmentations/draws'

/** The step as eager tfjs operations, one after the other. */
export class EagerStepLoop implements StepLoop {
  readonly stepsAtOnce = 1
  readonly gradientBatch = 8
  private readonly trainable: Trainable
  private readonly train: DeviceSplit
  private readonly heldOut: DeviceSplit
  private readonly draws: Draws | undefined

  constructor({ model, recipe, weights, train, heldOut }: LoopParts) {
    this.trainable = new Trainable(model, weights, recipe)
    this.draws = drawsOf(recipe, model.inputShape, train.count)
    this.train = new DeviceSplit(train, model.inputShape, recipe.normalisation)
    this.heldOut = new DeviceSplit(heldOut, model.inputShape, recipe.normalisation)
  }

  step({ indices, learningRate, step }: StepCall): StepResult {
    const tf = tensorflow()
    return tf.tidy(() => {
      const found = this.trainable.findings(this.train, this.tensors({ indices, step }))
      this.trainable.update(
        found,
        this.trainable.numbers(learningRate, step).map((value) => tf.scalar(value)),
      )
      return { loss: found.loss.dataSync()[0] ?? NaN, correct: found.correct.dataSync()[0] ?? 0 }
    })
  }

  steps(calls: readonly StepCall[]): StepResult[] {
    return calls.map((call) => this.step(call))
  }

  private tensors({ indices, step, draws }: GradientCall): Omit<StepTensors, 'numbers'> {
    const tf = tensorflow()
    const rows = draws ?? this.draws?.rows(indices, step)
    return {
      indices: tf.tensor1d(indices, 'int32'),
      step: tf.scalar(step, 'int32'),
      ...(rows ? { draws: tf.tensor2d(rows, [indices.length, rows.length / indices.length]) } : {}),
    }
  }

  gradients(call: GradientCall): NamedArrays {
    const tf = tensorflow()
    const arrays = new Map<string, NamedArray>()
    tf.tidy(() => {
      const found = this.trainable.findings(this.train, this.tensors(call))
      const names = this.trainable.names()
      found.gradients.forEach((gradient, i) =>
        arrays.set(names[i] ?? '', { shape: gradient.shape, data: gradient.dataSync<'float32'>() }),
      )
    })
    return arrays
  }

  async evaluate(options?: EvaluateOptions): Promise<NetworkEvaluation> {
    const { network: trained, loss, meaning, averages } = this.trainable
    // While it is tested the event loop runs, so the trained weights stay where they are.
    const network = averages ? Network.create(trained.model, this.shownWeights()) : trained
    try {
      return await evaluateNetwork(network, this.heldOut, loss, { meaning, ...options })
    } finally {
      if (averages) network.dispose()
    }
  }

  weights(): NamedArrays {
    return this.trainable.network.weights()
  }

  shownWeights(): NamedArrays {
    const slots = new Map(this.trainable.slots().map(({ name, variable }) => [name, variable]))
    return new Map(
      [...this.trainable.network.variables()].map(([key, trained]): [string, NamedArray] => {
        const variable = slots.get(this.trainable.shown(key)) ?? trained
        return [key, { shape: variable.shape, data: variable.dataSync<'float32'>() }]
      }),
    )
  }

  optimizerState(): NamedArrays {
    return new Map(
      this.trainable
        .slots()
        .map(({ name, variable }): [string, NamedArray] => [
          name,
          { shape: [...variable.shape], data: variable.dataSync<'float32'>().slice() },
        ]),
    )
  }

  restore(weights: NamedArrays, optimizerState: NamedArrays): void {
    const tf = tensorflow()
    this.trainable.network.setWeights(weights)
    for (const { name, variable } of this.trainable.slots()) {
      const array = optimizerState.get(name)
      if (!array)
        throw new AppError(
          'corrupt',
          phrase`The checkpoint lacks the optimizer's array "${name}": it is of another recipe.`,
          { array: name },
        )
      tf.tidy(() => variable.assign(tf.tensor(array.data, [...array.shape])))
    }
  }

  dispose(): void {
    for (const part of [this.trainable, this.train, this.heldOut]) part.dispose()
  }
}
