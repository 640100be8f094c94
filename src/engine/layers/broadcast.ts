import type { Tensor } from '@tensorflow/tfjs'
import type { Layer } from '@shared/layers'
import type { LayerCall } from './implementation'

/** The inputs of a layer that joins values; vectors beside maps become maps of one cell. */
export function joinedInputs({ inputs }: LayerCall<Layer>): readonly Tensor[] {
  const isMap = inputs.some(({ rank }) => rank === 4)
  return inputs.map((x) => (isMap && x.rank === 2 ? x.expandDims(1).expandDims(1) : x))
}
