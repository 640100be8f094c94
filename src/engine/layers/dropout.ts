import type { LayerOf } from '@shared/layers'
import { randomUniform } from '../runtime/kernels/random-uniform'
import { onlyInput, type LayerImplementation } from './implementation'

/** Spreads neighbouring layers over the seeds: 2³² divided by the golden ratio. */
const LAYER_STRIDE = 0x9e3779b9

export const dropout: LayerImplementation<LayerOf<'dropout'>> = (tf, call) => {
  const { layer, index, training } = call
  const x = onlyInput(call)
  if (!training || layer.rate === 0) return tf.clone(x)
  const seed = training.seed ^ Math.imul(index + 1, LAYER_STRIDE)
  // A function of run, layer and step: a repeated step draws the same mask, the next one another.
  const [count = 0, ...shape] = x.shape
  const { first, total } = training.rows ?? { first: 0, total: count }
  const drawn = randomUniform(tf, [total, ...shape], seed, training.step)
  const own = count === total ? drawn : drawn.slice([first], [count])
  return tf.mul(x, tf.div(tf.cast(tf.greaterEqual(own, layer.rate), 'float32'), 1 - layer.rate))
}
