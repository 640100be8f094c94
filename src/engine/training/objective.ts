import type { Scalar, Tensor1D, Tensor2D } from '@tensorflow/tfjs'
import { LOSS_FUNCTIONS } from '../evaluate/loss'
import { tensorflow } from '../runtime/tensorflow'
import type { LoopRecipe } from './loop-parts'

/** What a batch's examples count in the mean that a training minimises. */
export interface Counting {
  /** The weight of each class [classes]; absent where all count alike. */
  readonly classWeights: Tensor1D | undefined
  /** The divisor of the sum: the number of examples, or the sum of their weights. */
  readonly total: Scalar | number
}

/** The weights of some examples' classes [batch]; tfjs's `gather` can't be traced. */
const weightsAt = (classWeights: Tensor1D, labels: Tensor1D): Tensor1D =>
  tensorflow().oneHot(labels, classWeights.shape[0]).mul(classWeights).sum<Tensor1D>(-1)

/**
 * What a training minimises: the mean of the examples' losses, with smoothed targets and weighted
 * classes where the recipe asks for them. Sources: PyTorch, torch.nn.CrossEntropyLoss with
 * `label_smoothing` and `weight`.
 */
export class Objective {
  readonly #smoothing: number
  readonly #weights: readonly number[] | undefined

  constructor(
    private readonly recipe: Pick<LoopRecipe, 'loss' | 'labelSmoothing' | 'classWeights'>,
  ) {
    this.#smoothing = recipe.labelSmoothing ?? 0
    this.#weights = recipe.classWeights
  }

  /** Whether it is the mean of the losses and nothing else. */
  get isPlain(): boolean {
    return this.#smoothing === 0 && !this.#weights
  }

  /**
   * @param examples of the whole batch, of which a part may be only a share
   * @param labels of the same; asked for only where classes are weighted
   */
  counting(examples: number, labels: () => Tensor1D): Counting {
    const tf = tensorflow()
    if (!this.#weights) return { classWeights: undefined, total: examples }
    const classWeights = tf.tensor1d([...this.#weights])
    return { classWeights, total: weightsAt(classWeights, labels()).sum<Scalar>() }
  }

  /**
   * What each example adds to the sum that is minimised, before it is divided by the total.
   * @param losses of the same examples, without smoothing and weights
   */
  each(
    logits: Tensor2D,
    labels: Tensor1D,
    losses: Tensor1D,
    { classWeights }: Pick<Counting, 'classWeights'>,
  ): Tensor1D {
    const tf = tensorflow()
    const weighted = classWeights ? losses.mul<Tensor1D>(weightsAt(classWeights, labels)) : losses
    if (this.#smoothing === 0) return weighted
    // −log softmax of every class: its mean over the classes is the loss of an even target.
    const all = tf.neg(tf.logSoftmax(logits))
    const even = (classWeights ? all.mul(classWeights) : all).sum(-1).div(logits.shape[1])
    return weighted.mul(1 - this.#smoothing).add<Tensor1D>(even.mul(this.#smoothing))
  }

  /** The losses of a batch's examples, without smoothing and weights. */
  losses(logits: Tensor2D, labels: Tensor1D): Tensor1D {
    return LOSS_FUNCTIONS[this.recipe.loss](logits, labels)
  }
}
