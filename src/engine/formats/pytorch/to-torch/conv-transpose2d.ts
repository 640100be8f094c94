import type { LayerOf } from '@shared/layers'
import { convTranspose2dWindow } from '@shared/layers/conv-transpose2d'
import { mapInput } from '@shared/layers/definition'
import { toPair, type ExplicitPadding, type Pair } from '@shared/math/geometry'
import { transposedKernelOrder } from '../../channels-first/array'
import { channelsOf, plain, shapeOf, type Place, type Step, type ToTorch } from './part'
import { bool, call, isEven, num, padded, pair } from './python'

type Transposed = LayerOf<'convTranspose2d'>

/**
 * What PyTorch's padding can't say: rows of zeros behind the input, for an output beyond the kernels
 * that has the bias only, and a cut of the whole output. `F.pad` cuts where it is negative.
 */
function around({ layer, inputShapes, outputShape }: Place<Transposed>) {
  const input = mapInput(inputShapes)
  const { kernel, stride, dilation, padding } = convTranspose2dWindow(layer, input)
  const more = toPair(layer.outputPadding)
  const behind = (axis: 0 | 1): number =>
    Math.ceil(Math.max(0, more[axis] - padding[axis][1]) / stride[axis])
  const cut = (axis: 0 | 1): Pair => {
    const whole =
      (input[axis] + behind(axis) - 1) * stride[axis] + dilation[axis] * (kernel[axis] - 1) + 1
    return [-padding[axis][0], (outputShape[axis] ?? 0) + padding[axis][0] - whole]
  }
  const zeros: ExplicitPadding = [
    [0, behind(0)],
    [0, behind(1)],
  ]
  const cuts: ExplicitPadding = [cut(0), cut(1)]
  return { zeros, cuts }
}

const padStep = (padding: ExplicitPadding): readonly Step[] =>
  padding.flat().every((side) => side === 0)
    ? []
    : [{ call: ([x = '']: readonly string[]) => padded(x, padding) }]

export const convTranspose2dToTorch: ToTorch<Transposed> = (place) => {
  const { layer } = place
  const window = convTranspose2dWindow(layer, mapInput(place.inputShapes))
  const { kernel, stride, dilation, padding } = window
  const more = toPair(layer.outputPadding)
  const fits = more.every((rows, i) => rows < Math.max(stride[i] ?? 1, dilation[i] ?? 1))
  const direct = fits && isEven(padding)
  const code = call(
    'nn.ConvTranspose2d',
    [channelsOf(place), layer.channels],
    [
      ['kernel_size', pair(kernel), ''],
      ['stride', pair(stride), '1'],
      ['padding', direct ? pair([padding[0][0], padding[1][0]]) : '0', '0'],
      ['output_padding', direct ? pair(more) : '0', '0'],
      ['groups', num(layer.groups), '1'],
      ['bias', bool(layer.bias), 'True'],
      ['dilation', pair(dilation), '1'],
    ],
  )
  const { zeros, cuts } = around(place)
  const order = transposedKernelOrder(shapeOf(place, 'weight'), layer.groups)
  return {
    steps: direct ? [{ module: code }] : [...padStep(zeros), { module: code }, ...padStep(cuts)],
    weights: [
      { source: 'weight', suffix: '.weight', ...order },
      ...plain(place, { bias: '.bias' }),
    ],
  }
}
