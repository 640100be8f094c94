import type { ModelSpecInput } from '../../spec'
import { convNormRelu, IMAGENET } from './parts'

/**
 * Channels and stride of the thirteen separable convolutions. Howard et al., "MobileNets", 2017,
 * table 1.
 */
const BLOCKS = [
  [64, 1],
  [128, 2],
  [128, 1],
  [256, 2],
  [256, 1],
  [512, 2],
  [512, 1],
  [512, 1],
  [512, 1],
  [512, 1],
  [512, 1],
  [1024, 2],
  [1024, 1],
] as const

/**
 * MobileNet v1, width 1: each block filters every channel by itself (3×3, groups) and then mixes
 * them (1×1).
 */
export const mobilenetV1: ModelSpecInput = {
  name: 'MobileNet v1',
  input: { ...IMAGENET },
  layers: [
    ...convNormRelu('conv1', { channels: 32, kernel: 3, stride: 2, padding: 1 }),
    ...BLOCKS.flatMap(([channels, stride], index) => {
      const before = BLOCKS[index - 1]?.[0] ?? 32
      const n = index + 1
      return [
        ...convNormRelu(`depthwise${n}`, {
          channels: before,
          kernel: 3,
          stride,
          padding: 1,
          groups: before,
        }),
        ...convNormRelu(`pointwise${n}`, { channels, kernel: 1 }),
      ]
    }),
    { id: 'average', kind: 'globalAvgPool2d' },
    { id: 'dropout', kind: 'dropout', rate: 0.001 },
    { id: 'dense', kind: 'dense', units: 1000 },
  ],
}
