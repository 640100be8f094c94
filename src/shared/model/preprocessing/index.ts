export { channelOrderOf, withChannelOrder } from './channel-order'
export { guessPreprocessing, type Guess } from './guess'
export { KNOWN_IDS, knownAs, knownFor, preprocessingOf, type KnownId } from './known'
export { parseLabels } from './labels'
export {
  channelOrderSchema,
  preprocessingSchema,
  UNKNOWNS,
  unknownSchema,
  type ChannelOrder,
  type Preprocessing,
  type Unknown,
} from './schema'
