import type { NamedArray, NamedArrays } from '@shared/model/weights'
import type { Optimizer } from '@shared/recipe/optimizers'
import { uniformInt } from 'pure-rand/distribution/uniformInt'
import { xoroshiro128plus } from 'pure-rand/generator/xoroshiro128plus'
import { firstExamples } from '../evaluate/device-split'
import type { Device } from './compare-gradients'
import { EagerStepLoop } from './eager-step-loop'
import type { LoopParts } from './loop-parts'

/** The optimizer doesn't change the gradients, so one without arrays is used. */
const WITHOUT_ARRAYS: Optimizer = { kind: 'sgd', momentum: 0, nesterov: false, weightDecay: 0 }

/** The gradients of the first step on some examples, computed operation by operation. */
export function eagerGradients(parts: LoopParts, indices: Int32Array): NamedArrays {
  // Only these few examples are copied to the device again, and no arrays of an optimizer.
  const train = firstExamples(parts.train, indices.length)
  const { averageDecay: _, ...others } = parts.recipe
  const recipe = { ...others, optimizer: WITHOUT_ARRAYS }
  const eager = new EagerStepLoop({ ...parts, recipe, train, heldOut: train })
  try {
    return eager.gradients({ indices, step: 0 })
  } finally {
    eager.dispose()
  }
}

/** The step between neighbouring numbers near 1 that a device multiplies: float32, TensorFloat-32. */
const SPACING = { CPU: 2 ** -23, GPU: 2 ** -10 } as const
/** The largest of three deviations is seldom far below what rounding can be. */
const TIMES = 3

/** Weights of which each is changed by one step of its last digit, up or down. */
function disturbed(weights: NamedArrays, seed: number, spacing: number): NamedArrays {
  const generator = xoroshiro128plus(seed)
  const sign = (): number => 2 * uniformInt(generator, 0, 1) - 1
  return new Map(
    [...weights].map(([name, { shape, data }]): [string, NamedArray] => [
      name,
      { shape, data: data.map((value) => value * (1 + sign() * spacing)) },
    ]),
  )
}

/**
 * The gradients of the same step from weights that are changed by as much as rounding changes them.
 * How far they are from the gradients of the weights themselves is how far rounding can move them.
 */
export function disturbedGradients(
  parts: LoopParts,
  indices: Int32Array,
  device: Device,
): readonly NamedArrays[] {
  return Array.from({ length: TIMES }, (_, i) =>
    eagerGradients({ ...parts, weights: disturbed(parts.weights, i, SPACING[device]) }, indices),
  )
}
