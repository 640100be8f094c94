import { phrase } from '@shared/errors'
import type { NamedArray } from '@shared/model/weights'
import { about, type Change, type Hypothesis } from './change'

/** An array [height, width, …] read from another cell for each cell. */
function reread(
  { shape, data }: NamedArray,
  cell: (row: number, column: number) => readonly [number, number],
): NamedArray {
  const [height = 1, width = 1] = shape
  const size = data.length / (height * width)
  const moved = new Float32Array(data.length)
  for (let row = 0; row < height; row += 1)
    for (let column = 0; column < width; column += 1) {
      const [fromRow, fromColumn] = cell(row, column)
      const from = (fromRow * width + fromColumn) * size
      moved.set(data.subarray(from, from + size), (row * width + column) * size)
    }
  return { shape, data: moved }
}

/** Convolutions that true convolution flips, or whose two axes were taken for each other. */
export const kernels: Hypothesis = about(
  ['conv2d', 'convTranspose2d'],
  ({ id }, { subject }): readonly Change[] => {
    const key = `${id}.weight`
    const weight = subject.weights.get(key)
    if (!weight) return []
    const [height = 1, width = 1] = weight.shape
    const flipped = reread(weight, (row, column) => [height - 1 - row, width - 1 - column])
    const turned = reread(weight, (row, column) => [column, row])
    return [
      {
        cause: 'flipped-kernel',
        explanation: phrase`Its kernels are flipped: one side computes a cross-correlation, the other a convolution.`,
        weights: new Map([[key, flipped]]),
      },
      ...(height === width
        ? [
            {
              cause: 'turned-kernel' as const,
              explanation: phrase`The rows and the columns of its kernels are exchanged.`,
              weights: new Map([[key, turned]]),
            },
          ]
        : []),
    ]
  },
)

/** Red, green and blue in the other order. */
export const channelOrder: Hypothesis = about(['conv2d'], ({ id }, { subject }) => {
  const key = `${id}.weight`
  const weight = subject.weights.get(key)
  const [height = 1, width = 1, inputs = 1, outputs = 1] = weight?.shape ?? []
  if (!weight || inputs !== 3) return []
  const data = new Float32Array(weight.data.length)
  for (let cell = 0; cell < height * width; cell += 1)
    for (let channel = 0; channel < 3; channel += 1) {
      const from = (cell * 3 + 2 - channel) * outputs
      data.set(weight.data.subarray(from, from + outputs), (cell * 3 + channel) * outputs)
    }
  return [
    {
      cause: 'channel-order',
      explanation: phrase`It takes red, green and blue in the opposite order.`,
      weights: new Map([[key, { shape: weight.shape, data }]]),
    },
  ]
})
