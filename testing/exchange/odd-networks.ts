import type { ModelSpecInput } from '../../src/shared/model/spec'

type Layers = ModelSpecInput['layers']

const named = (name: string, layers: Layers): ModelSpecInput => ({
  name,
  input: { height: 7, width: 9, channels: 4 },
  layers,
})

/** Padding that differs by side, on both axes. */
const uneven: [[number, number], [number, number]] = [
  [1, 0],
  [0, 2],
]
const table = Array.from({ length: 24 }, (_, i) => [i % 4, (i + 1 + (i % 2)) % 4].sort())
const constants = (count: number): number[] => Array.from({ length: count }, (_, i) => 0.5 + i / 7)

/** Settings that other tools' layers don't have, or have with another meaning. */
export const ODD_NETWORKS: readonly ModelSpecInput[] = [
  named('output beyond the kernels', [
    { id: 'a', kind: 'convTranspose2d', channels: 3, kernel: 2, stride: 3, outputPadding: [4, 5] },
  ]),
  named('output beyond the kernels, cut unevenly', [
    {
      id: 'a',
      kind: 'convTranspose2d',
      channels: 4,
      kernel: [3, 2],
      stride: 2,
      dilation: [2, 1],
      groups: 2,
      padding: uneven,
      outputPadding: [3, 1],
    },
  ]),
  ...[2, 3, 4].map((size) =>
    named(`local response norm over ${size}`, [
      { id: 'a', kind: 'localResponseNorm', size, alpha: 0.5, beta: 0.75, k: 2 },
    ]),
  ),
  ...[true, false].flatMap((countIncludePad) =>
    [true, false].map((ceilMode) =>
      named(`averages, counted ${countIncludePad}, ceil ${ceilMode}`, [
        {
          id: 'a',
          kind: 'avgPool2d',
          window: [2, 3],
          stride: [3, 2],
          padding: [
            [1, 0],
            [0, 2],
          ],
          ceilMode,
          countIncludePad,
        },
      ]),
    ),
  ),
  ...[true, false].map((countIncludePad) =>
    named(`even averages, ceil, counted ${countIncludePad}`, [
      {
        id: 'a',
        kind: 'avgPool2d',
        window: 3,
        stride: 2,
        padding: [0, 1],
        ceilMode: true,
        countIncludePad,
      },
    ]),
  ),
  named('uneven maxima, ceil', [
    { id: 'a', kind: 'maxPool2d', window: 3, stride: 2, padding: uneven, ceilMode: true },
  ]),
  ...(['layerNorm', 'groupNorm'] as const).flatMap((kind) =>
    [true, false].flatMap((gamma) =>
      [true, false].map((beta) =>
        named(`${kind}, gamma ${gamma}, beta ${beta}`, [
          kind === 'groupNorm'
            ? { id: 'a', kind, groups: 2, gamma, beta }
            : { id: 'a', kind, gamma, beta },
        ]),
      ),
    ),
  ),
  named('a vector whose norm has beta only', [
    { id: 'f', kind: 'flatten' },
    { id: 'a', kind: 'layerNorm', gamma: false },
  ]),
  // Lines that are too long to stand in one.
  named('wide', [
    { id: 'constants-of-the-preprocessing', kind: 'scale', scale: constants(4), offset: 0 },
    { id: 'table-of-connections', kind: 'conv2d', channels: 24, kernel: 3, connections: table },
    { id: 'many-constants', kind: 'scale', scale: constants(24), offset: constants(24) },
    ...Array.from({ length: 9 }, (_, i) => ({
      id: `branch-number-${i}-of-the-wide-network`,
      kind: 'conv2d' as const,
      channels: 3,
      kernel: 1,
      inputs: ['many-constants'],
    })),
    {
      id: 'joined-branches-of-the-wide-network',
      kind: 'concat',
      inputs: Array.from({ length: 9 }, (_, i) => `branch-number-${i}-of-the-wide-network`),
    },
    {
      id: 'sum-of-branches-of-the-wide-network',
      kind: 'add',
      inputs: Array.from({ length: 5 }, (_, i) => `branch-number-${i}-of-the-wide-network`),
    },
    {
      id: 'all',
      kind: 'concat',
      inputs: ['joined-branches-of-the-wide-network', 'sum-of-branches-of-the-wide-network'],
    },
  ]),
]
