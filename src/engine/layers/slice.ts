import type { LayerOf } from '@shared/layers'
import { onlyInput, type LayerImplementation } from './implementation'

export const slice: LayerImplementation<LayerOf<'slice'>> = (tf, call) => {
  const { from, to } = call.layer
  const x = onlyInput(call)
  const before = x.shape.slice(0, -1)
  return tf.slice(x, [...before.map(() => 0), from], [...before, to - from])
}
