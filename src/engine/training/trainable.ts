import type { Scalar, Tensor, Tensor1D, Tensor2D, Variable } from '@tensorflow/tfjs'
import { AppError } from '@shared/errors'
import { traitsOf, type Layer } from '@shared/layers'
import type { ClassMeaning } from '@shared/model/output/meaning'
import { trainedMeaning } from '@shared/model/output/trained'
import type { Loss } from '@shared/recipe/choices'
import type { ResolvedModel } from '@shared/model/resolve'
import type { NamedArrays } from '@shared/model/weights'
import type { TrainingPass } from '../layers/implementation'
import { Network } from '../layers/network'
import { tensorflow } from '../runtime/tensorflow'
import type { DeviceSplit } from '../evaluate/device-split'
import { augmentedBatch, mixedLosses, type AugmentedBatch } from './augmentations/augmented-batch'
import { separate, endToEnd, groupsOf, isLarge } from './end-to-end'
import { classLogits } from '../evaluate/class-logits'
import { clipGradients } from './clip-gradients'
import { Objective, type Counting } from './objective'
import { updateRule } from './optimizers'
import { AVERAGE } from './optimizers/averaged'
import type { LoopRecipe } from './loop-parts'
import type { OptimizerRule } from './optimizers/rule'
import { seedWord } from '../runtime/random'

export interface Trained {
  readonly key: string
  /** Place of its factor of the learning rate in {@link Trainable.factors}. */
  readonly factor: number
  readonly variable: Variable
  readonly slots: readonly { readonly name: string; readonly variable: Variable }[]
}

/**
 * The values that change from step to step, as tensors, because a traced step would make JavaScript
 * values constant.
 */
export interface StepTensors {
  /** Indices of the batch's examples, int32. */
  readonly indices: Tensor1D
  /** Steps before this one since the start of the run, int32. */
  readonly step: Scalar
  /** What was drawn for the examples [batch, width], where the recipe changes pictures. */
  readonly draws?: Tensor2D | undefined
  /** The optimizer's numbers of this step. */
  readonly numbers: readonly Scalar[]
}

/** What a batch gives for the weights. */
export interface Findings {
  /** Sum of the examples' losses. */
  readonly loss: Scalar
  /**
   * Number of right answers; float32, because TensorFlow compares integers on the processor even
   * with a GPU.
   */
  readonly correct: Scalar
  /** Gradients of the mean loss, for each trained weight in the network's order. */
  readonly gradients: readonly Tensor[]
  /** New running statistics of the batch norms, in the order of {@link Trainable.statistics}. */
  readonly statistics: readonly Tensor[]
}

/**
 * Whether the means over a batch's parts average to those of the batch. They don't for the
 * statistics of a batch norm, unless it is frozen.
 */
export const canBeSplit = (
  model: ResolvedModel,
  { frozen = [] }: Pick<LoopRecipe, 'frozen'> = {},
): boolean =>
  model.layers.every(({ layer }) => !traitsOf(layer).mixesBatch || frozen.includes(layer.id))

/**
 * A network with everything that its training changes, and the training step in ordinary tfjs
 * operations.
 */
export class Trainable {
  readonly network: Network
  readonly rule: OptimizerRule
  /** The factors of the learning rate that the trained weights have, each once. */
  readonly factors: readonly number[]
  private readonly frozen: ReadonlySet<string>
  private readonly trained: readonly Trained[]
  private readonly seed: number
  private readonly objective: Objective
  /** Running statistics of the batch norms, and the weight of a batch in them. */
  readonly statistics: readonly {
    readonly name: string
    readonly variable: Variable
    readonly momentum: number
  }[]

  /** What the network's outputs mean. */
  readonly meaning: ClassMeaning

  /** The loss that the training minimises. */
  get loss(): Loss {
    return this.recipe.loss
  }

  constructor(
    model: ResolvedModel,
    weights: NamedArrays,
    private readonly recipe: LoopRecipe,
  ) {
    const tf = tensorflow()
    this.network = Network.create(model, weights)
    this.meaning = trainedMeaning(model)
    this.rule = updateRule(recipe)
    this.objective = new Objective(recipe)
    this.seed = seedWord(recipe.seed, 'dropout')
    this.frozen = new Set(recipe.frozen)
    const factorOf = (key: string): number => recipe.layerRates?.[layerOf(key)] ?? 1
    const trained = this.network.trainable().filter(({ key }) => !this.frozen.has(layerOf(key)))
    this.factors = [...new Set(trained.map(({ key }) => factorOf(key)))]
    this.trained = trained.map(({ key, variable }) => ({
      key,
      factor: this.factors.indexOf(factorOf(key)),
      variable,
      slots: this.rule.slots.map((slot) => ({
        name: `${key}/${slot}`,
        // A clone would be the same tensor to a trace, so the product makes another.
        variable: tf.tidy(() =>
          tf.variable(slot === AVERAGE ? variable.mul(1) : tf.zeros(variable.shape), false),
        ),
      })),
    }))
    this.statistics = model.layers.flatMap(({ layer, weights: infos }) =>
      infos
        .filter(({ trainable }) => !trainable && !this.frozen.has(layer.id))
        .map(({ name: part }) => `${layer.id}.${part}`)
        .map((name) => ({
          name,
          variable: this.network.variable(name),
          momentum: momentumOf(layer),
        })),
    )
  }

  /** The optimizer's arrays, `<weight>/<slot>`. */
  slots(): readonly { readonly name: string; readonly variable: Variable }[] {
    return this.trained.flatMap(({ slots }) => slots)
  }

  /** Whether moving averages of the weights are kept. */
  get averages(): boolean {
    return this.recipe.averageDecay !== undefined
  }

  /**
   * The name in {@link slots} of a weight's moving average; the weight's own where it has none.
   */
  shown(key: string): string {
    const isTrained = this.trained.some((each) => each.key === key)
    return this.averages && isTrained ? `${key}/${AVERAGE}` : key
  }

  /** The trained weights, in the order of {@link Findings.gradients}. */
  names(): readonly string[] {
    return this.trained.map(({ key }) => key)
  }

  /** The trained weights with their arrays, in the same order. */
  all(): readonly Trained[] {
    return this.trained
  }

  /** The optimizer's numbers of a step: for each factor of the learning rate its own. */
  numbers(learningRate: number, step: number): readonly number[] {
    return this.factors.flatMap((factor) => this.rule.numbers(learningRate * factor, step))
  }

  /** Those of them that belong to a weight. */
  numbersOf<T>({ factor }: Pick<Trained, 'factor'>, numbers: readonly T[]): readonly T[] {
    const count = numbers.length / this.factors.length
    return numbers.slice(factor * count, (factor + 1) * count)
  }

  /**
   * Forward and backward; inside a tidy.
   * @param parts number of equal parts in which the batch goes through the network; more than one
   *   needs {@link canBeSplit}
   */
  findings(
    split: DeviceSplit,
    { indices, step, draws }: Omit<StepTensors, 'numbers'>,
    parts = 1,
  ): Findings {
    const total = indices.shape[0]
    const size = total / parts
    const counting = this.objective.counting(total, () => split.labelsAt(indices))
    const found = Array.from({ length: parts }, (_, part) => {
      const first = part * size
      const own = parts === 1 ? indices : indices.slice([first], [size])
      const drawn = parts === 1 ? draws : draws?.slice([first, 0], [size, draws.shape[1]])
      const pass = { step, rows: { first, total } }
      return this.partFindings(this.batch(split, own, drawn), pass, counting)
    })
    const [whole] = found
    if (!whole) throw new AppError('internal', 'a batch in no parts')
    if (parts === 1) return this.clipped(whole)
    return this.clipped({
      loss: sum(found.map(({ loss }) => loss)),
      correct: sum(found.map(({ correct }) => correct)),
      gradients: whole.gradients.map((_, i) =>
        sum(found.map(({ gradients }) => gradients[i] as Tensor)),
      ),
      statistics: [],
    })
  }

  /** The findings with gradients that are no longer than the recipe allows. */
  private clipped(found: Findings): Findings {
    const { clipNorm } = this.recipe
    return clipNorm === undefined
      ? found
      : { ...found, gradients: clipGradients(found.gradients, clipNorm) }
  }

  /** Updates the weights by the findings of a batch; inside a tidy. */
  update(found: Pick<Findings, 'gradients' | 'statistics'>, numbers: readonly Scalar[]): void {
    this.updateTogether(found, numbers)
    for (const group of this.groups())
      // Its intermediate tensors are disposed of before the next update.
      if (this.isAlone(group))
        tensorflow().tidy(() => this.updateGroup(group, found.gradients, numbers))
  }

  /** Updates the small weights together, and the running statistics. */
  updateTogether(
    { gradients, statistics }: Pick<Findings, 'gradients' | 'statistics'>,
    numbers: readonly Scalar[],
  ): void {
    for (const group of this.groups())
      if (!this.isAlone(group)) tensorflow().tidy(() => this.updateGroup(group, gradients, numbers))
    this.statistics.forEach(({ variable }, i) => variable.assign(statistics[i] as Tensor))
  }

  /** The weights that are updated one by one, in the network's order. */
  alone(): readonly Trained[] {
    return this.groups()
      .filter((group) => this.isAlone(group))
      .map(([i = -1]) => this.trained[i] as Trained)
  }

  private groups(): readonly (readonly number[])[] {
    return this.factors.flatMap((_, factor) => {
      const members = [...this.trained.keys()].filter((i) => this.trained[i]?.factor === factor)
      const size = (i: number): number => this.trained[i]?.variable.size ?? 0
      return groupsOf(members, size).map((group) => group.map((at) => members[at] ?? -1))
    })
  }

  private isAlone([first = -1]: readonly number[]): boolean {
    return isLarge(this.trained[first]?.variable.size ?? 0)
  }

  private updateGroup(
    group: readonly number[],
    gradients: readonly Tensor[],
    numbers: readonly Scalar[],
  ): void {
    const variables = group.map((i) => this.trained[i] as Trained)
    const shapes = variables.map(({ variable }) => variable.shape)
    const joined = {
      value: endToEnd(variables.map(({ variable }) => variable)),
      gradient: endToEnd(group.map((i) => gradients[i] as Tensor)),
      slots: this.rule.slots.map((_, slot) =>
        endToEnd(variables.map(({ slots }) => slots[slot]?.variable as Tensor)),
      ),
    }
    const [first] = variables
    if (!first) return
    const updated = this.rule.update({ ...joined, numbers: this.numbersOf(first, numbers) })
    separate(updated.value, shapes).forEach((value, i) => variables[i]?.variable.assign(value))
    updated.slots.forEach((all, slot) =>
      separate(all, shapes).forEach((value, i) =>
        variables[i]?.slots[slot]?.variable.assign(value),
      ),
    )
  }

  /** A batch as the network receives it. */
  private batch(split: DeviceSplit, indices: Tensor1D, draws?: Tensor2D): AugmentedBatch {
    if (!draws) return split.batch(indices)
    const batch = augmentedBatch(split, indices, draws, this.recipe.augment)
    return { ...batch, x: split.normalised(batch.x) }
  }

  /** Findings of a part of a batch, as its share of the batch's mean loss. */
  private partFindings(
    { x, labels, mixedIn }: AugmentedBatch,
    pass: Required<Pick<TrainingPass, 'step' | 'rows'>>,
    counting: Counting,
  ): Findings {
    const tf = tensorflow()
    // Tensors that are made inside tfjs's gradient scope and are needed after it must be kept, and
    // later disposed of.
    const kept: { loss: Scalar; correct: Scalar }[] = []
    const seen = new Map<string, Tensor>()
    const onStatistics: TrainingPass['onStatistics'] = (layer, mean, variance) => {
      seen.set(`${layer}.mean`, tf.keep(mean.clone()))
      seen.set(`${layer}.variance`, tf.keep(variance.clone()))
    }
    const { grads } = tf.variableGrads(
      () => {
        const outputs = this.network.trainingPass(x, {
          ...{ seed: this.seed, frozen: this.frozen, ...pass, onStatistics },
        })
        const logits: Tensor2D = classLogits(outputs, this.meaning)
        const own = this.objective.losses(logits, labels)
        const other = mixedIn && this.objective.losses(logits, mixedIn.labels)
        const losses = mixedIn && other ? mixedLosses(own, other, mixedIn.share) : own
        const loss = tf.keep(losses.sum<Scalar>())
        kept.push({
          loss,
          correct: tf.keep(
            logits.argMax(-1).toFloat().equal(labels.toFloat()).toFloat().sum<Scalar>(),
          ),
        })
        if (this.objective.isPlain) return loss.div<Scalar>(counting.total)
        const minimised = (of: Tensor1D, plain: Tensor1D): Tensor1D =>
          this.objective.each(logits, of, plain, counting)
        const each =
          mixedIn && other
            ? mixedLosses(minimised(labels, own), minimised(mixedIn.labels, other), mixedIn.share)
            : minimised(labels, own)
        return each.sum<Scalar>().div<Scalar>(counting.total)
      },
      this.trained.map(({ variable }) => variable),
    )
    const [told] = kept
    if (!told) throw new AppError('internal', 'a training step computed nothing')
    const findings = {
      loss: told.loss.clone(),
      correct: told.correct.clone(),
      gradients: this.trained.map(({ variable }) => grads[variable.name] ?? tf.zerosLike(variable)),
      statistics: this.statistics.map(({ name, variable, momentum }) =>
        variable.mul(1 - momentum).add((seen.get(name) ?? variable).mul(momentum)),
      ),
    }
    tf.dispose([told.loss, told.correct, ...seen.values()])
    return findings
  }

  dispose(): void {
    this.network.dispose()
    for (const { variable } of this.slots()) variable.dispose()
  }
}

/** The layer of a weight, `<layer id>.<name>`; ids hold no dots. */
const layerOf = (key: string): string => key.slice(0, key.lastIndexOf('.'))

/** The weight of a batch in the running statistics of a layer. */
function momentumOf(layer: Layer): number {
  if ('momentum' in layer) return layer.momentum
  throw new AppError('internal', `${layer.kind} keeps statistics and has no momentum`)
}

const sum = <T extends Tensor>(terms: readonly T[]): T => tensorflow().addN([...terms])
