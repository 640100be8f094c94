import { noWeights } from './definition'

/** What all layers are that make a map's cells another map, by places alone. */
export const placing = {
  takes: 'map',
  merges: null,
  ...noWeights,
  window: null,
  global: false,
  keeps: null,
  linear: true,
  handsOn: () => null,
  mixesBatch: false,
} as const
