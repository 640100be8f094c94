import { z } from 'zod'
import { permutedChannels } from '../math/field/connections'
import {
  baseFields,
  mapInput,
  noWeights,
  pointwise,
  positive,
  type LayerDefinition,
} from './definition'
import { requireDivided } from './kernels'
import { sameRange } from './value-range'

export const channelShuffleSchema = z.strictObject({
  ...baseFields,
  kind: z.literal('channelShuffle'),
  groups: positive,
})
export type ChannelShuffle = z.infer<typeof channelShuffleSchema>

/** The channel of the input that a channel of the output is. */
export const shuffledFrom = (groups: number, channels: number, output: number): number =>
  (output % groups) * (channels / groups) + Math.floor(output / groups)

/**
 * The channels of all groups by turns: the first of each group, then the second of each, and so on,
 * so that a grouped convolution behind it reads channels of every group. Source: Zhang, Zhou, Lin
 * and Sun, "ShuffleNet", 2017, 3.1; PyTorch's ChannelShuffle.
 */
export const channelShuffle: LayerDefinition<typeof channelShuffleSchema> = {
  schema: channelShuffleSchema,
  names: {
    en: { full: 'channel shuffle', short: 'shuffle' },
    zh: { full: '通道混洗', short: '通道混洗' },
  },
  id: { stem: 'shuffle', numbered: true },
  start: { groups: 2 },
  ...noWeights,
  ...pointwise,
  takes: 'map',
  keeps: 'places',
  connections({ groups }, inputs) {
    const [, , channels] = mapInput(inputs)
    return [
      permutedChannels(
        (output) => shuffledFrom(groups, channels, output),
        // Shuffled with as many groups as a group has channels, the channels are in order again.
        (input) => shuffledFrom(channels / groups, channels, input),
      ),
    ]
  },
  merges: null,
  outputShape({ groups }, inputs) {
    const input = mapInput(inputs)
    requireDivided(groups, input[2])
    return input
  },
  linear: true,
  nonNegative: (_, inputs) => inputs,
  range: sameRange,
  handsOn: () => null,
  keepsZero: () => false,
  mixesBatch: false,
}
