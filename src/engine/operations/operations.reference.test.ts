import type { Window } from '@shared/math/geometry'
import * as reference from '@shared/math/reference'
import fc from 'fast-check'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { tensorflow } from '../runtime/tensorflow'
import { avgPool, maxPool } from './pooling'
import { convolution, conv2d, crossCorrelation } from './convolutions'
import { outputShape } from './output-shape'
import {
  convolutionCase,
  convolutionMagnitude,
  convolutionWindow,
  dilatedPoolingCase,
  expectClose,
  gridsCase,
  poolingCase,
  poolingWindow,
} from './testing/cases'

const CASES = 1000

/** The reference on the absolute values, to which the rounding of a mean is relative. */
const sizes = (sheets: reference.Sheets): reference.Sheets =>
  sheets.map((sheet) => sheet.map((row) => row.map(Math.abs)))

describe('engine = reference', () => {
  let tensors: number
  beforeAll(() => {
    tensors = tensorflow().memory().numTensors
  })
  afterAll(() => {
    expect(tensorflow().memory().numTensors).toBe(tensors)
  })

  it('conv2d and convolution over shapes, paddings, strides, dilations and groups', () => {
    fc.assert(
      fc.property(convolutionCase, (request) => {
        const window = convolutionWindow(request)
        const magnitude = convolutionMagnitude(request)
        const result = conv2d.run(request)
        expectClose(
          result.output,
          reference.conv2d(request.input, request.kernel, request.bias, window, request.groups),
          magnitude,
        )
        expect(outputShape.run(request).shape).toEqual(result.shape)
        const flipped = request.kernel.map((channels) => channels.map(reference.flip))
        const turned = { ...request, kernel: flipped }
        expectClose(
          convolution.run(request).output,
          reference.conv2d(request.input, flipped, request.bias, window, request.groups),
          convolutionMagnitude(turned),
        )
      }),
      { numRuns: CASES },
    )
  })

  it('cross-correlation and convolution of two grids', () => {
    fc.assert(
      fc.property(gridsCase, ({ input, kernel }) => {
        const magnitude = reference.crossCorrelation(
          sizes([input])[0] ?? [],
          sizes([kernel])[0] ?? [],
        )
        expectClose(
          crossCorrelation.run({ input, kernel }).output,
          reference.crossCorrelation(input, kernel),
          magnitude,
        )
        const turned = reference.convolution(sizes([input])[0] ?? [], sizes([kernel])[0] ?? [])
        expectClose(
          convolution.run({ input, kernel }).output,
          reference.convolution(input, kernel),
          turned,
        )
        expect(outputShape.run({ input, kernel }).shape).toEqual([turned.length, turned[0]?.length])
      }),
      { numRuns: 500 },
    )
  })

  const poolings = [
    ['max-pool', (request: object) => maxPool.run(request), reference.maxPool2d],
    ['avg-pool', (request: object) => avgPool.run(request), reference.avgPool2d],
    [
      'avg-pool without padding',
      (request: object) => avgPool.run({ ...request, countIncludePad: false }),
      (x: reference.Sheets, w: Window) => reference.avgPool2d(x, w, false),
    ],
  ] as const
  it.each(poolings)('%s over shapes, paddings and strides', (_, engine, expected) => {
    fc.assert(
      fc.property(poolingCase, (request) => {
        const window = poolingWindow(request)
        const result = engine(request)
        expectClose(
          result.output,
          expected(request.input, window),
          expected(sizes(request.input), window),
        )
        expect(outputShape.run(request).shape).toEqual(result.shape)
      }),
      { numRuns: CASES },
    )
  })

  it('max-pool with dilated windows', () => {
    fc.assert(
      fc.property(dilatedPoolingCase, (request) => {
        let result
        try {
          result = maxPool.run(request)
        } catch (refused) {
          // A dilated window can extend over the picture and contain only padding. It then has no
          // maximum, in the engine and in the reference.
          expect(reference.maxPool2d(request.input, poolingWindow(request)).flat(2)).toContain(
            -Infinity,
          )
          expect(String(refused)).toContain('entirely in the padding')
          return
        }
        expectClose(result.output, reference.maxPool2d(request.input, poolingWindow(request)))
        expect(outputShape.run(request).shape).toEqual(result.shape)
      }),
      { numRuns: CASES },
    )
  })
})
