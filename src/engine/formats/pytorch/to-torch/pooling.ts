import type { LayerOf } from '@shared/layers'
import { mapInput } from '@shared/layers/definition'
import { poolWindow } from '@shared/layers/pooling'
import { toPair, type ExplicitPadding } from '@shared/math/geometry'
import { expression, type Place, type ToTorch, type TorchPart } from './part'
import { bool, call, isEven, padded, pair, sides, tuple } from './python'

type Pool = LayerOf<'maxPool2d' | 'avgPool2d'>

/** The padding as it is written, and as far as the last window reaches. */
function windowsOf({ layer, inputShapes }: Place<Pool>) {
  const input = mapInput(inputShapes)
  const { padding: written } = poolWindow({ ...layer, ceilMode: false }, input)
  const window = poolWindow(layer, input)
  const [v, h] = written
  // PyTorch pads both sides alike, and by half a window at most.
  const direct = isEven(written) && 2 * v[0] <= window.kernel[0] && 2 * h[0] <= window.kernel[1]
  return { ...window, written, direct }
}

function pool(
  place: Place<Pool>,
  name: string,
  further: readonly (readonly [string, string, string])[] = [],
): string {
  const { kernel, stride, written, direct } = windowsOf(place)
  return call(
    name,
    [pair(kernel)],
    [
      ['stride', pair(stride), pair(kernel)],
      ['padding', direct ? pair([written[0][0], written[1][0]]) : '0', '0'],
      ['ceil_mode', bool(direct && place.layer.ceilMode === true), 'False'],
      ...further,
    ],
  )
}

export const maxPool2dToTorch: ToTorch<LayerOf<'maxPool2d'>> = (place) => {
  const { direct, padding } = windowsOf(place)
  const step = { module: pool(place, 'nn.MaxPool2d') }
  if (direct) return { steps: [step] }
  return { steps: [{ call: ([x = '']) => padded(x, padding, 'float("-inf")') }, step] }
}

const NONE: ExplicitPadding = [
  [0, 0],
  [0, 0],
]

export const avgPool2dToTorch: ToTorch<LayerOf<'avgPool2d'>> = (place): TorchPart => {
  const { layer } = place
  const { kernel, stride, padding, written, direct } = windowsOf(place)
  if (direct) {
    const isPadded = written.flat().some((side) => side > 0)
    const counted = bool(layer.countIncludePad || !isPadded)
    return {
      steps: [{ module: pool(place, 'nn.AvgPool2d', [['count_include_pad', counted, 'True']]) }],
    }
  }
  const counted = layer.countIncludePad ? written : NONE
  const settings = [pair(kernel), pair(stride), tuple(sides(padding)), tuple(sides(counted))]
  return {
    ...expression((x) => `windowed_means(${x}, ${settings.join(', ')})`),
    helpers: ['windowed_means'],
  }
}

const ADAPTIVE = {
  adaptiveMaxPool2d: 'nn.AdaptiveMaxPool2d',
  adaptiveAvgPool2d: 'nn.AdaptiveAvgPool2d',
  globalMaxPool2d: 'nn.AdaptiveMaxPool2d',
  globalAvgPool2d: 'nn.AdaptiveAvgPool2d',
} as const

export const adaptivePoolToTorch: ToTorch<LayerOf<'adaptiveMaxPool2d' | 'adaptiveAvgPool2d'>> = ({
  layer,
}) => ({ steps: [{ module: `${ADAPTIVE[layer.kind]}(${pair(toPair(layer.size))})` }] })

/** A map of one place, which is then read as a vector unless it stays one. */
export const globalPoolToTorch: ToTorch<LayerOf<'globalMaxPool2d' | 'globalAvgPool2d'>> = ({
  layer,
}) => ({
  steps: [
    { module: `${ADAPTIVE[layer.kind]}(1)` },
    ...(layer.keepDims ? [] : [{ suffix: '_flat', module: 'nn.Flatten()' }]),
  ],
})
