import type { ModelSpecInput } from '../model/spec'
import { trainCount, type SetFacts } from './set-facts'

/** No layer has more channels. */
const MOST_CHANNELS = 128
/** Maps are halved until their shorter side is less than this. */
const SMALL_MAP = 8
/** Pictures up to this size usually show one thing, which fills them: position says something. */
const ALIGNED_SIDE = 32
/** Of fewer training pictures, a network learns each by heart. */
const MANY_PICTURES = 5000

type LayerInput = ModelSpecInput['layers'][number]

/** What a proposed network is. */
export interface ProposedNetwork {
  readonly spec: ModelSpecInput
  /** Number of convolutions. */
  readonly convolutions: number
  /** Channels of the first convolution. */
  readonly channels: number
  /** Height and width of the last maps. */
  readonly map: readonly [number, number]
  /** Whether the last maps are averaged, so that positions don't count. */
  readonly averaged: boolean
  /** Share of the last values that dropout leaves out; 0 without dropout. */
  readonly dropout: number
}

const block = (index: number, channels: number): LayerInput[] => [
  {
    ...{ id: `conv${index}`, kind: 'conv2d' as const, channels, kernel: 3, padding: 1 },
    bias: false,
  },
  { id: `norm${index}`, kind: 'batchNorm' },
  { id: `relu${index}`, kind: 'activation', function: 'relu' },
]

/**
 * Convolutions of 3×3 with batch normalisation and ReLU, each after the first on maps of half the
 * size and with twice the channels, until the maps are small.
 * @param channels those of the first convolution
 * @param averaged whether the last maps are averaged. @default for large pictures
 */
export function networkFor(
  facts: SetFacts,
  channels: number,
  averaged = Math.max(facts.height, facts.width) > ALIGNED_SIDE,
): ProposedNetwork {
  const layers: LayerInput[] = []
  let map: readonly [number, number] = [facts.height, facts.width]
  let convolutions = 0
  for (;;) {
    const index = ++convolutions
    layers.push(...block(index, Math.min(channels * 2 ** (index - 1), MOST_CHANNELS)))
    if (Math.min(...map) < smallMap(facts)) break
    layers.push({ id: `pool${index}`, kind: 'maxPool2d', window: 2 })
    map = [Math.floor(map[0] / 2), Math.floor(map[1] / 2)]
  }
  if (averaged) layers.push({ id: 'mean', kind: 'globalAvgPool2d' })
  layers.push({ id: 'flatten', kind: 'flatten' })
  const dropout = !averaged && trainCount(facts) < MANY_PICTURES ? 0 : 0.3
  if (dropout > 0) layers.push({ id: 'dropout', kind: 'dropout', rate: dropout })
  layers.push({ id: 'logits', kind: 'dense', units: facts.perClass.length })
  const { height, width } = facts
  const spec = {
    name: 'Suggested network',
    input: { height, width, channels: facts.channels },
    layers,
  }
  return { spec, convolutions, channels, map, averaged, dropout }
}

/** Very small pictures keep maps of at least 4×4 or so. */
const smallMap = ({ height, width }: SetFacts): number =>
  Math.max(2, Math.min(SMALL_MAP, Math.ceil(Math.min(height, width) / 2)))
