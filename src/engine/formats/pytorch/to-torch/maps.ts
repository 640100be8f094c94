import type { LayerOf } from '@shared/layers'
import { crop2dSides } from '@shared/layers/crop2d'
import { mapInput } from '@shared/layers/definition'
import { pad2dSides } from '@shared/layers/pad2d'
import { upsample2dSize } from '@shared/layers/upsample2d'
import { expression, module, type ToTorch } from './part'
import { num, pair, sides, tuple } from './python'

const PADDINGS = { reflect: 'nn.ReflectionPad2d', replicate: 'nn.ReplicationPad2d' } as const

export const pad2dToTorch: ToTorch<LayerOf<'pad2d'>> = ({ layer }) => {
  const amounts = tuple(sides(pad2dSides(layer)))
  if (layer.mode !== 'constant') return module(`${PADDINGS[layer.mode]}(${amounts})`)
  return module(
    layer.value === 0
      ? `nn.ZeroPad2d(${amounts})`
      : `nn.ConstantPad2d(${amounts}, ${num(layer.value)})`,
  )
}

export const crop2dToTorch: ToTorch<LayerOf<'crop2d'>> = ({ layer, inputShapes }) => {
  const [height, width] = mapInput(inputShapes)
  const [[top, bottom], [left, right]] = crop2dSides(layer)
  return expression((x) => `${x}[:, :, ${top}:${height - bottom}, ${left}:${width - right}]`)
}

export const upsample2dToTorch: ToTorch<LayerOf<'upsample2d'>> = ({ layer, inputShapes }) => {
  const size = pair(upsample2dSize(layer, mapInput(inputShapes)))
  return module(`nn.Upsample(size=${size}, mode="${layer.method}")`)
}

export const sliceToTorch: ToTorch<LayerOf<'slice'>> = ({ layer }) =>
  expression((x) => `${x}[:, ${layer.from}:${layer.to}]`)

/** Groups and the channels of a group as two axes, swapped. */
export const channelShuffleToTorch: ToTorch<LayerOf<'channelShuffle'>> = ({ layer }) =>
  expression((x) => `${x}.unflatten(1, (${layer.groups}, -1)).transpose(1, 2).flatten(1, 2)`)
