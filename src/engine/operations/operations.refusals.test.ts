import { AppError } from '@shared/errors'
import { OPERATION_IDS, type OperationId } from '@shared/operations'
import { describe, expect, it } from 'vitest'
import { OPERATIONS } from './index'

const X = [
  [1, 2, 3],
  [4, 5, 6],
  [7, 8, 9],
]
const K = [
  [1, 0],
  [0, 1],
]

function refusal(id: OperationId, request: unknown): AppError {
  try {
    OPERATIONS[id].run(request)
  } catch (thrown) {
    if (thrown instanceof AppError) return thrown
    throw thrown
  }
  throw new Error(`${id} took ${JSON.stringify(request)}`)
}

/** Operation, request, and what the message must contain. */
const REFUSED: readonly (readonly [OperationId, unknown, RegExp])[] = [
  ['convolution', { input: X, kernel: K, window: 2 }, /^window: convolution has no such field/],
  ['cross-correlation', [], /JSON object/],
  ['cross-correlation', { kernel: K }, /^input: missing/],
  ['cross-correlation', { input: X }, /^kernel: missing/],
  [
    'cross-correlation',
    { input: [[1, 2], [3]], kernel: K },
    /^input\[1\]: ragged: 1 members where the first has 2/,
  ],
  [
    'cross-correlation',
    { input: [[[1], [2]], [[1]]], kernel: [[1]] },
    /^input\[1\]: ragged: 1 members where the first has 2/,
  ],
  [
    'cross-correlation',
    { input: [[1, 'two']], kernel: K },
    /^input\[0\]\[1\]: expected a number, got "two"/,
  ],
  [
    'cross-correlation',
    { input: [[1, [2]]], kernel: [[1]] },
    /^input\[0\]\[1\]: expected a number/,
  ],
  [
    'cross-correlation',
    { input: [1, 2, 3], kernel: K },
    /^input: expected an array of 2 or 3 levels of brackets, got 1 level\./,
  ],
  ['cross-correlation', { input: [], kernel: K }, /^input: it is empty/],
  [
    'cross-correlation',
    { input: [[[[1]]]], kernel: K },
    /^input: expected an array of 2 or 3 levels of brackets, got 4 levels/,
  ],
  [
    'cross-correlation',
    { input: X, kernel: [K, K] },
    /^kernel: it has 2 input channels; the input has 1/,
  ],
  ['cross-correlation', { input: 'X', kernel: K }, /^input: .*got "X"/],
  ['cross-correlation', { input: [[]], kernel: K }, /^input: it is empty: its shape is 1×0/],
  ['cross-correlation', { input: [[1e39]], kernel: [[1]] }, /^input\[0\]\[0\]: .*float32/],
  [
    'cross-correlation',
    { input: K, kernel: X },
    /^kernel: 3×3 is larger than the padded input of 2×2/,
  ],
  [
    'conv2d',
    { input: X, kernel: K, dilation: 3 },
    /^kernel: 2×2 with a dilation of 3×3 covers 4×4, which is larger than the padded input of 3×3/,
  ],
  ['conv2d', { input: [X, X], kernel: [[K]] }, /^kernel: it has 1 input channels; the input has 2/],
  [
    'conv2d',
    { input: [X, X, X], kernel: [[K], [K]], groups: 2 },
    /^groups: 2 must divide the 3 input channels and the 2 output channels/,
  ],
  [
    'conv2d',
    { input: [X, X], kernel: [[K], [K], [K]], groups: 2 },
    /^groups: 2 must divide the 2 input channels and the 3 output channels/,
  ],
  [
    'conv2d',
    {
      input: [X, X],
      kernel: [
        [K, K],
        [K, K],
      ],
      groups: 2,
    },
    /^kernel: it has 2 input channels; the input has 2 in 2 groups, which makes 1 a group/,
  ],
  [
    'conv2d',
    { input: X, kernel: [[K], [K]], bias: [1, 2, 3] },
    /^bias: 3 numbers for 2 output channels/,
  ],
  ['conv2d', { input: X, kernel: K, bias: 'b' }, /^bias: /],
  ['conv2d', { input: X, kernel: K, stride: 0 }, /^stride: expected a whole number from 1/],
  ['conv2d', { input: X, kernel: K, stride: [1, 1.5] }, /^stride: .*got \[1,1\.5\]/],
  ['conv2d', { input: X, kernel: K, padding: -1 }, /^padding: .*got -1/],
  ['conv2d', { input: X, kernel: K, padding: 'full' }, /^padding: .*"valid" or "same", got "full"/],
  ['conv2d', { input: X, kernel: K, padding: [[1, 2], 3] }, /^padding: /],
  [
    'conv2d',
    { input: X, kernel: K, window: 2 },
    /^window: conv2d has no such field; it takes input, kernel/,
  ],
  [
    'conv2d',
    { input: X, kernel: K, padding: 1e6 },
    /^padding: expected a whole number from 0 to 65536/,
  ],
  [
    'conv2d',
    { input: X, kernel: K, stride: 1e6 },
    /^stride: expected a whole number from 1 to 65536/,
  ],
  ['conv2d', { input: X, kernel: K, padding: 60_000 }, /^padding: .*120003×120003/],
  ['conv2d', { input: [[3e38]], kernel: [[10]] }, /beyond the range of float32/],
  ['max-pool', { input: X }, /^window: missing/],
  ['max-pool', { input: X, window: 4 }, /^window: 4×4 is larger than the padded input of 3×3/],
  [
    'max-pool',
    { input: X, window: 2, padding: 2 },
    /^padding: vertical padding of 2 and 2 is too much for a window of 2×2/,
  ],
  [
    'max-pool',
    {
      input: X,
      window: 1,
      padding: [
        [0, 0],
        [0, 1],
      ],
    },
    /^padding: horizontal padding of 0 and 1/,
  ],
  [
    'avg-pool',
    { input: X, window: 2, countIncludePad: 'yes' },
    /^countIncludePad: expected true or false, got "yes"/,
  ],
  ['output-shape', { input: [8, 8] }, /^kernel: give either a kernel/],
  ['output-shape', { input: [8, 8], kernel: [3, 3], window: 3 }, /^window: give either a kernel/],
  ['output-shape', { input: [8], kernel: [3, 3] }, /^input: expected 2 or 3 whole numbers/],
  [
    'output-shape',
    { input: [2, 8, 8], kernel: [4, 3, 3, 3] },
    /^kernel: it has 3 input channels; the input has 2/,
  ],
]

describe('refusals name the field and the sizes', () => {
  it('are tested for every operation', () => {
    expect(new Set(REFUSED.map(([id]) => id))).toEqual(new Set(OPERATION_IDS))
  })

  it.each(REFUSED)('%s of %j', (id, request, message) => {
    expect(refusal(id, request).message).toMatch(message)
  })

  it('treats null as a field that is left out', () => {
    expect(
      OPERATIONS.conv2d.run({ input: X, kernel: K, bias: null, padding: null }).output,
    ).toEqual([
      [6, 8],
      [12, 14],
    ])
  })
})

describe('output-shape', () => {
  it.each([
    [{ input: [1, 28, 28], kernel: [6, 1, 5, 5], padding: 2 }, [6, 28, 28]],
    [{ input: [28, 28], kernel: 5 }, [24, 24]],
    [{ input: [6, 28, 28], window: 2 }, [6, 14, 14]],
    [
      { input: [1_000_000, 1_000_000], kernel: [11, 11], stride: 4, padding: 'same' },
      [250_000, 250_000],
    ],
  ])('%j', (request, shape) => {
    expect(OPERATIONS['output-shape'].run(request)).toEqual({
      output: shape,
      shape,
    })
  })
})
