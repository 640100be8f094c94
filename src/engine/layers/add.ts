import type { LayerOf } from '@shared/layers'
import { joinedInputs } from './broadcast'
import type { LayerImplementation } from './implementation'

export const add: LayerImplementation<LayerOf<'add'>> = (tf, call) => {
  const [first, ...others] = call.inputShapes
  const isEqual = others.every((shape) => shape.join() === first?.join())
  if (isEqual) return tf.addN([...call.inputs])
  return joinedInputs(call).reduce((sum, x) => tf.add(sum, x))
}
