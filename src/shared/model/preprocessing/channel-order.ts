import { AppError, phrase } from '../../errors'
import type { Layer } from '../../layers'
import { INPUT_ID, inputIds, type ModelSpec } from '../spec'
import type { ChannelOrder } from './schema'

/** The layers that turn red, green and blue round, first to last. */
const IDS = ['bgr_blue', 'bgr_green', 'bgr_red', 'bgr'] as const
const [, , , TURNED] = IDS

/**
 * Channels are turned round by layers and not where a picture is read. So every way of reading
 * pictures, every training and every exported file does it.
 */
const turning = (): Layer[] => [
  ...IDS.slice(0, 3).map((id, i): Layer => {
    const channel = 2 - i
    return { id, kind: 'slice', inputs: [INPUT_ID], from: channel, to: channel + 1 }
  }),
  { id: TURNED, kind: 'concat', inputs: IDS.slice(0, 3) },
]

/** The order in which a network takes the channels of a picture, which are red, green and blue. */
export const channelOrderOf = ({ layers }: ModelSpec): ChannelOrder =>
  JSON.stringify(layers.slice(0, IDS.length).map(plain)) === JSON.stringify(turning().map(plain))
    ? 'bgr'
    : 'rgb'

/** What decides whether layers are those that turn channels round, in one order of keys. */
const plain = (layer: Layer): unknown[] => [
  layer.id,
  layer.kind,
  layer.inputs,
  ...('from' in layer ? [layer.from, layer.to] : []),
]

/**
 * The network with its channels in this order: `bgr` puts layers without weights before it, `rgb`
 * takes them away.
 * @throws AppError `invalid-argument` for `bgr` where the network doesn't take 3 channels
 */
export function withChannelOrder(spec: ModelSpec, order: ChannelOrder): ModelSpec {
  if (channelOrderOf(spec) === order) return spec
  if (order === 'rgb') {
    const layers = spec.layers.slice(IDS.length)
    return { ...spec, layers: readingFrom(layers, TURNED, INPUT_ID) }
  }
  if (spec.input.channels !== 3)
    throw new AppError(
      'invalid-argument',
      phrase`Blue, green, red is an order of 3 channels, and the network takes ${spec.input.channels}.`,
      { channels: spec.input.channels },
    )
  const taken = spec.layers.find(({ id }) => IDS.some((own) => own === id))
  if (taken)
    throw new AppError(
      'invalid-argument',
      phrase`The network has a layer "${taken.id}", which is a name of the layers that turn channels round; give it another name.`,
      { layer: taken.id },
    )
  return { ...spec, layers: [...turning(), ...readingFrom(spec.layers, INPUT_ID, TURNED)] }
}

/** Layers that read `to` where they read `from`. */
const readingFrom = (layers: readonly Layer[], from: string, to: string): Layer[] =>
  layers.map((layer, index): Layer => {
    if (!layer.inputs && index > 0) return layer
    const inputs = inputIds(layers, index).map((id) => (id === from ? to : id))
    return { ...layer, inputs }
  })
