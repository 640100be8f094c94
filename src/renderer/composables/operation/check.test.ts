import { describe, expect, it } from 'vitest'
import type { TensorData } from '@shared/contract/common'
import { agrees, checkOutput, type Check } from './check'
import { referenceRows } from './reference'
import { outputShapeOf, type Operands } from './request'

const SIDE = 40
const operands: Operands = {
  operation: 'cross-correlation',
  input: {
    shape: [2, SIDE, SIDE],
    data: Float32Array.from({ length: 2 * SIDE * SIDE }, (_, i) => Math.sin(i)),
  },
  kernel: {
    shape: [3, 2, 3, 3],
    data: Float32Array.from({ length: 54 }, (_, i) => Math.cos(i)),
  },
  bias: [0, 0, 0],
  window: {
    kernel: [3, 3],
    stride: [1, 1],
    padding: [
      [1, 1],
      [1, 1],
    ],
    dilation: [1, 1],
  },
  groups: 1,
  countIncludePad: true,
}

async function collect(output: TensorData): Promise<Check> {
  let last: Check | undefined
  for await (const check of checkOutput(operands, output, () => Promise.resolve())) last = check
  return last!
}

describe('the check against the reference', () => {
  it('compares every cell, in slices, and finds a single wrong one', async () => {
    const shape = outputShapeOf(operands)
    const output = { shape, data: Float32Array.from(referenceRows(operands, 0, SIDE).flat(2)) }
    const check = await collect(output)
    expect(check).toMatchObject({ done: 3 * SIDE * SIDE, total: 3 * SIDE * SIDE })
    expect(agrees(check)).toBe(true)
    output.data[4321]! += 0.01
    expect(agrees(await collect(output))).toBe(false)
    expect(agrees(await collect({ shape: [1, 2, 2], data: new Float32Array(4) }))).toBe(false)
  })
})
