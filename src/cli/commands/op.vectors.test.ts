import vectors from '@shared/math/reference/vectors.json'
import type { OperationId } from '@shared/operations'
import { describe, expect, it } from 'vitest'
import { runCli } from '../testing/run-cli'

type Sheet = readonly (readonly number[])[]
const plus =
  (n: number) =>
  (sheet: Sheet): Sheet =>
    sheet.map((row) => row.map((value) => value + n))
const filled = (height: number, width: number): Sheet =>
  Array.from({ length: height }, () => Array.from({ length: width }, () => 1))

const edges = [
  vectors['6.2.1 cross-correlation'],
  vectors['6.2.1 vertical edges'],
  vectors['6.2.1 the same kernel sees no horizontal edges'],
]
const channels = vectors['6.2.3 two input channels']
const outputs = vectors['6.2.3 three output channels (kernel K, K+1, K+2)']
const [maximum, mean] = [
  vectors['6.2.4 max pooling 2x2 stride 1'],
  vectors['6.2.4 average pooling 2x2 stride 1'],
]
const { input: X, output: whole } =
  vectors['6.2.4 pooling window 3, default stride equals the window']
const both =
  vectors['6.2.4 channels are pooled one by one: cat(X, X+1), window 3, padding 1, stride 2']

/** Every vector of an operation: its request and its output. */
const VECTORS: Readonly<
  Record<OperationId, readonly { readonly request: object; readonly output: unknown }[]>
> = {
  'cross-correlation': edges.map(({ input, kernel, output }) => ({
    request: { input, kernel },
    output,
  })),
  convolution: [vectors['6.1 convolution flips the kernel']].map(({ input, kernel, output }) => ({
    request: { input, kernel },
    output,
  })),
  conv2d: [
    { request: { input: channels.input, kernel: channels.kernel }, output: channels.output },
    {
      request: {
        input: channels.input,
        kernel: [0, 1, 2].map((n) => channels.kernel.map(plus(n))),
      },
      output: outputs.output,
    },
  ],
  'max-pool': [
    { request: { input: maximum.input, window: 2, stride: 1 }, output: maximum.output },
    { request: { input: X, window: 3 }, output: whole },
    {
      request: { input: X, window: 3, padding: 1, stride: 2 },
      output: vectors['6.2.4 pooling window 3, padding 1, stride 2'].output,
    },
    {
      request: { input: X, window: [2, 3], stride: [2, 3], padding: [0, 1] },
      output: vectors['6.2.4 pooling window (2,3), stride (2,3), padding (0,1)'].output,
    },
    { request: { input: [X, plus(1)(X)], window: 3, padding: 1, stride: 2 }, output: both.output },
  ],
  'avg-pool': [{ request: { input: mean.input, window: 2, stride: 1 }, output: mean.output }],
  'output-shape': vectors['6.2.2 output shapes for an 8x8 input'].map(({ shape, ...sizes }) => ({
    request: { ...sizes, input: [8, 8] },
    output: shape,
  })),
}

const shapeOf = (nested: unknown): number[] =>
  Array.isArray(nested) ? [nested.length, ...shapeOf(nested[0])] : []

describe('every vector of the chapter through the command', () => {
  it.each(Object.entries(VECTORS))('%s --lines', async (operation, list) => {
    const ran = await runCli(['op', operation, '--lines'], {
      stdin: list.map(({ request }) => `${JSON.stringify(request)}\n`).join(''),
    })
    const lines = ran.stdout
      .trimEnd()
      .split('\n')
      .map((line) => JSON.parse(line) as unknown)
    expect(lines).toEqual(
      list.map(({ output }) => ({
        output,
        shape: operation === 'output-shape' ? output : shapeOf(output),
      })),
    )
    expect(ran.status).toBe(0)
  })

  it('output-shape of the very requests of the others is the shape of their output', async () => {
    const requests = Object.entries(VECTORS)
      .filter(([operation]) => operation !== 'output-shape')
      .flatMap(([, list]) => list)
    const ran = await runCli(['op', 'output-shape', '--lines'], {
      stdin: requests.map(({ request }) => `${JSON.stringify(request)}\n`).join(''),
    })
    expect(
      ran.stdout
        .trimEnd()
        .split('\n')
        .map((line) => (JSON.parse(line) as { shape: unknown }).shape),
    ).toEqual(requests.map(({ output }) => shapeOf(output)))
  })

  it.each(vectors['6.2.2 output shapes for an 8x8 input'])(
    'conv2d makes the shape: kernel $kernel, padding $padding, stride $stride',
    async ({ shape, kernel, padding, stride }) => {
      const stdin = JSON.stringify({
        input: filled(8, 8),
        kernel: filled(kernel[0] ?? 1, kernel[1] ?? 1),
        padding,
        stride,
      })
      expect(JSON.parse((await runCli(['op', 'conv2d'], { stdin })).stdout)).toMatchObject({
        shape,
      })
    },
  )

  it('takes padding that differs from side to side', async () => {
    const stdin = JSON.stringify({
      input: [
        [1, 2],
        [3, 4],
      ],
      kernel: [
        [1, 1],
        [1, 1],
      ],
      padding: [
        [1, 0],
        [0, 2],
      ],
    })
    expect(JSON.parse((await runCli(['op', 'conv2d'], { stdin })).stdout)).toEqual({
      output: [
        [3, 2, 0],
        [10, 6, 0],
      ],
      shape: [2, 3],
    })
  })
})
