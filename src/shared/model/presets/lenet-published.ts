import type { ModelSpecInput } from '../spec'

type LayerInput = ModelSpecInput['layers'][number]

/** Table 1: which of S2's six maps each of C3's sixteen reads. */
const TABLE = [
  ...[0, 1, 2, 3, 4, 5].map((first) => neighbours(first, 3)),
  ...[0, 1, 2, 3, 4, 5].map((first) => neighbours(first, 4)),
  [0, 1, 3, 4],
  [1, 2, 4, 5],
  [0, 2, 3, 5],
  [0, 1, 2, 3, 4, 5],
]

/** So many maps from one on, around the end. */
function neighbours(first: number, count: number): number[] {
  return Array.from({ length: count }, (_, i) => (first + i) % 6).sort((a, b) => a - b)
}

/**
 * Subsampling: one coefficient and one bias for each map, times the mean of 2×2 cells. The paper
 * multiplies their sum, so that its coefficient is a quarter of this one.
 */
const subsampling = (id: string, channels: number): LayerInput[] => [
  { id: `${id}-mean`, kind: 'avgPool2d', window: 2 },
  { id, kind: 'conv2d', channels, kernel: 1, groups: channels },
]

const squash = (id: string): LayerInput => ({ id, kind: 'activation', function: 'scaledTanh' })

/**
 * LeNet-5 as it was published: trainable subsampling, C3's table of connections, 1.7159 · tanh(2x/3)
 * behind every layer, 32×32 pictures; 60,000 parameters up to F6. The paper's output of radial basis
 * functions is a dense layer here, of 850 parameters more. Source: LeCun, Bottou, Bengio and
 * Haffner, "Gradient-based learning applied to document recognition", 1998, II.B and appendix A.
 */
export const lenetPublished: ModelSpecInput = {
  name: 'LeNet-5 as published',
  input: { height: 32, width: 32, channels: 1 },
  layers: [
    { id: 'C1', kind: 'conv2d', channels: 6, kernel: 5 },
    squash('C1-tanh'),
    ...subsampling('S2', 6),
    squash('S2-tanh'),
    { id: 'C3', kind: 'conv2d', channels: 16, kernel: 5, connections: TABLE },
    squash('C3-tanh'),
    ...subsampling('S4', 16),
    squash('S4-tanh'),
    { id: 'C5', kind: 'conv2d', channels: 120, kernel: 5 },
    squash('C5-tanh'),
    { id: 'flatten', kind: 'flatten' },
    { id: 'F6', kind: 'dense', units: 84 },
    squash('F6-tanh'),
    { id: 'output', kind: 'dense', units: 10 },
  ],
}
