import type { Scalar, Tensor, Tensor1D, Tensor2D, Tensor4D, Variable } from '@tensorflow/tfjs'
import { AppError } from '@shared/errors'
import type { Recipe } from '@shared/model/recipe'
import type { NamedArray, NamedArrays } from '@shared/model/weights'
import type { TrainingPass } from '../layers/implementation'
import type { Network } from '../layers/network'
import { tensorflow } from '../runtime/tensorflow'
import type { DeviceSplit } from './device-split'
import { LOSSES } from './loss'
import { optimizerRule } from './optimizers'
import { seedWord } from './random'
import type { StepLoop, StepOptions, StepResult } from './step-loop'

interface Trained {
  readonly name: string
  readonly variable: Variable
  readonly slots: readonly { readonly name: string; readonly variable: Variable }[]
}

/** The step as eager tfjs ops, one after the other. */
export class EagerStepLoop implements StepLoop {
  private readonly rule
  private readonly trained: readonly Trained[]
  private readonly seed: number
  /** Weight of a batch in the running statistics, of each batch norm. */
  private readonly momenta: ReadonlyMap<string, number>

  constructor(
    private readonly network: Network,
    private readonly split: DeviceSplit,
    private readonly recipe: Recipe,
  ) {
    const tf = tensorflow()
    this.rule = optimizerRule(recipe.optimizer)
    this.seed = seedWord(recipe.seed, 'dropout')
    this.trained = network.trainable().map(({ key, variable }) => ({
      name: key,
      variable,
      slots: this.rule.slots.map((slot) => ({
        name: `${key}/${slot}`,
        variable: tf.tidy(() => tf.variable(tf.zeros(variable.shape), false)),
      })),
    }))
    this.momenta = new Map(
      network.model.layers.flatMap(({ layer }) => (layer.kind === 'batchNorm' ? [[layer.id, layer.momentum]] : [])),
    )
  }

  step(indices: Int32Array, { learningRate, step }: StepOptions): StepResult {
    let result: StepResult = { loss: NaN, correct: 0 }
    tensorflow().tidy(() => {
      const { x, labels } = this.split.batch(indices)
      const { grads, loss, logits, statistics } = this.gradients(x, labels, step)
      for (const { variable, slots } of this.trained) {
        const gradient = grads[variable.name]
        if (!gradient) continue
        this.rule.update({ variable, gradient, slots: slots.map((slot) => slot.variable), learningRate, step })
      }
      for (const [variable, value] of statistics) variable.assign(value)
      const correct = logits.argMax(-1).equal(labels).sum()
      result = { loss: loss.dataSync()[0] ?? NaN, correct: correct.dataSync()[0] ?? 0 }
      for (const kept of [loss, logits, ...statistics.map(([, value]) => value)]) kept.dispose()
    })
    return result
  }

  /** Forward and backward; what outlives tfjs's own scope of a gradient is kept, and the caller disposes of it. */
  private gradients(x: Tensor4D, labels: Tensor1D, step: number) {
    const tf = tensorflow()
    const statistics: [Variable, Tensor][] = []
    const pass: TrainingPass = {
      seed: this.seed,
      step,
      onStatistics: (layer, mean, variance) => {
        const momentum = this.momenta.get(layer) ?? 0
        for (const [name, now] of [['mean', mean], ['variance', variance]] as const) {
          const running = this.network.variable(`${layer}.${name}`)
          statistics.push([running, tf.keep(running.mul(1 - momentum).add(now.mul(momentum)))])
        }
      },
    }
    const outputs: { logits: Tensor2D; loss: Tensor }[] = []
    const { grads } = tf.variableGrads(
      () => {
        const logits = tf.keep(this.network.trainingPass(x, pass))
        const loss = tf.keep(LOSSES[this.recipe.loss](logits, labels).sum())
        outputs.push({ logits, loss })
        return loss.div<Scalar>(x.shape[0])
      },
      this.trained.map(({ variable }) => variable),
    )
    const [output] = outputs
    if (!output) throw new AppError('internal', 'a training step computed nothing')
    return { grads, statistics, ...output }
  }

  weights(): NamedArrays {
    return this.network.weights()
  }

  optimizerState(): NamedArrays {
    const slots = this.trained.flatMap((trained) => trained.slots)
    return new Map(slots.map(({ name, variable }): [string, NamedArray] => [name, { shape: [...variable.shape], data: variable.dataSync<'float32'>().slice() }]))
  }

  restore(weights: NamedArrays, optimizerState: NamedArrays): void {
    const tf = tensorflow()
    this.network.setWeights(weights)
    for (const { name, variable } of this.trained.flatMap((trained) => trained.slots)) {
      const array = optimizerState.get(name)
      if (!array) throw new AppError('corrupt', `The checkpoint lacks the optimizer's array "${name}": it is of another recipe.`, { array: name })
      tf.tidy(() => variable.assign(tf.tensor(array.data, [...array.shape])))
    }
  }

  dispose(): void {
    for (const { slots } of this.trained) for (const { variable } of slots) variable.dispose()
  }
}
