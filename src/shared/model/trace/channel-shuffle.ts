import { shuffledFrom, type ChannelShuffle } from '../../layers/channel-shuffle'
import { mapInput } from '../../layers/definition'
import { handedOn } from './arithmetic'
import type { LayerTrace } from './layer-trace'

/** The value of the channel that comes to stand there. */
export const channelShuffle: LayerTrace<ChannelShuffle> = {
  unit({ layer, resolved, unit: [row, column, channel] }) {
    const [, , channels] = mapInput(resolved.inputShapes)
    return handedOn([row, column, shuffledFrom(layer.groups, channels, channel)])
  },
  quick: null,
}
