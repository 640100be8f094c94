import type { LayerOf } from '@shared/layers'
import { mapInput } from '@shared/layers/definition'
import { channelsRead } from '@shared/layers/local-response-norm'
import { repeated, scalar } from './constants'
import {
  helper,
  onlyInput,
  single,
  type OnnxConstant,
  type OnnxPart,
  type Place,
  type ToOnnx,
} from './node'

type Response = LayerOf<'localResponseNorm'>

/** A kernel [channels, channels, 1, 1] that adds the channels around each, times α/size. */
function band(place: Place<Response>, name: string): OnnxConstant {
  const channels = mapInput(place.inputShapes)[2]
  const values = new Float32Array(channels * channels)
  for (let to = 0; to < channels; to += 1) {
    const [first, last] = channelsRead(place.layer, channels, to)
    for (let from = first; from <= last; from += 1)
      values[to * channels + from] = place.layer.alpha / place.layer.size
  }
  return { name, shape: [channels, channels, 1, 1], values }
}

/** x · (k + α/size · Σ x²)^−β by operators that take any number of channels. */
function byConvolution(place: Place<Response>): OnnxPart {
  const { k, beta, id } = place.layer
  const channels = mapInput(place.inputShapes)[2]
  const [x, name] = [onlyInput(place), (part: string): string => helper(place, part)]
  return {
    nodes: [
      { op: 'Mul', inputs: [x, x], output: name('squares') },
      {
        op: 'Conv',
        inputs: [name('squares'), name('band'), name('k')],
        output: name('sums'),
        attributes: { kernel_shape: { ints: [1, 1] } },
      },
      { op: 'Pow', inputs: [name('sums'), name('exponent')], output: name('factor') },
      { op: 'Mul', inputs: [x, name('factor')], output: id },
    ],
    constants: [
      band(place, name('band')),
      repeated(name('k'), channels, k),
      scalar(name('exponent'), -beta),
    ],
  }
}

/** ONNX Runtime takes the operator for odd numbers of channels only. */
export const localResponseNormToOnnx: ToOnnx<Response> = (place) => {
  const { size, alpha, beta, k } = place.layer
  if (size % 2 === 0) return byConvolution(place)
  return single(place, 'LRN', {
    size: { int: size },
    alpha: { float: alpha },
    beta: { float: beta },
    bias: { float: k },
  })
}
