import { hueMatrix } from '@shared/math/reference/augment'
import { AUGMENTATIONS, type Augmentations } from '@shared/recipe/augmentations'
import { kindsFor } from '@shared/recipe/augmentations/check'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { DeviceSplit, type Examples } from '../../evaluate/device-split'
import { uniforms } from '../../runtime/random'
import { tensorflow } from '../../runtime/tensorflow'
import { augmentedBatch } from './augmented-batch'
import { Draws } from './draws'
import { mixOf } from './mix'
import { referencePicture } from './testing/reference'

type Shape = readonly [height: number, width: number, channels: number]

function noise(count: number, shape: Shape): Examples {
  const draw = uniforms(count, 'split')
  const length = count * shape.reduce((product, n) => product * n, 1)
  return {
    count,
    images: Uint8Array.from({ length }, () => Math.floor(draw() * 256)),
    labels: Uint8Array.from({ length: count }, (_, i) => i % 3),
  }
}

/** The pictures of a batch by the engine, one after another. */
function byEngine(
  examples: Examples,
  shape: Shape,
  draws: Draws,
  augment: Augmentations,
  indices: readonly number[],
  epoch: number,
): Float32Array {
  const tf = tensorflow()
  const split = new DeviceSplit(examples, shape)
  try {
    return tf.tidy(() => {
      const rows = draws.inEpoch(Int32Array.from(indices), epoch)
      const drawn = tf.tensor2d(rows, [indices.length, draws.width])
      const at = tf.tensor1d([...indices], 'int32')
      return augmentedBatch(split, at, drawn, augment).x.dataSync<'float32'>()
    })
  } finally {
    split.dispose()
  }
}

const drawsFor = (augment: Augmentations, seed: number, shape: Shape, count: number): Draws => {
  const [height, width, channels] = shape
  return new Draws({ augment, seed, batchSize: 4 }, { height, width, channels }, count)
}

/** Some kinds with numbers within their bounds. */
const anyAugmentations = (channels: number): fc.Arbitrary<Augmentations> =>
  fc
    .record(
      Object.fromEntries(
        AUGMENTATIONS.filter(({ kind }) => kindsFor(channels).includes(kind)).map(
          ({ kind, schema }) => [
            kind,
            fc.double({
              min: Math.max(schema.minValue ?? 0, 0.01),
              max: schema.maxValue ?? 1,
              noNaN: true,
            }),
          ],
        ),
      ),
      { requiredKeys: [] },
    )
    .filter((augment) => Object.keys(augment).length > 0)

const COUNT = 7
const anyCase = fc
  .tuple(fc.integer({ min: 1, max: 9 }), fc.integer({ min: 1, max: 9 }), fc.constantFrom(1, 2, 3))
  .chain(([height, width, channels]) =>
    fc.record({
      shape: fc.constant<Shape>([height, width, channels]),
      augment: anyAugmentations(channels),
      seed: fc.integer({ min: 0, max: 0xffffffff }),
      epoch: fc.integer({ min: 0, max: 1000 }),
      indices: fc.array(fc.integer({ min: 0, max: COUNT - 1 }), { minLength: 1, maxLength: 4 }),
    }),
  )

describe('the pictures that a step sees', () => {
  it('are those of nested loops', () => {
    fc.assert(
      fc.property(anyCase, ({ shape, augment, seed, epoch, indices }) => {
        const examples = noise(COUNT, shape)
        const draws = drawsFor(augment, seed, shape, COUNT)
        const actual = byEngine(examples, shape, draws, augment, indices, epoch)
        const seen = { draws, epoch, augment }
        const expected = indices.flatMap((i) => referencePicture(examples, i, shape, seen).flat(2))
        expect(actual.length).toBe(expected.length)
        // Where two pixels meet, float32 may round a place to the other side of the cutout's edge.
        const off = expected.filter((value, i) => !(Math.abs(value - (actual[i] ?? NaN)) < 2e-4))
        expect(off).toEqual([])
      }),
      { numRuns: 150 },
    )
  })

  it('don’t depend on the batch that a picture is in', () => {
    const shape: Shape = [6, 5, 3]
    const examples = noise(COUNT, shape)
    const all = Object.fromEntries(AUGMENTATIONS.map(({ kind, start }) => [kind, start]))
    const draws = drawsFor(all, 5, shape, COUNT)
    const size = 6 * 5 * 3
    const together = byEngine(examples, shape, draws, all, [4, 1, 6, 2], 3)
    const alone = byEngine(examples, shape, draws, all, [6], 3)
    expect(together.slice(2 * size, 3 * size)).toEqual(alone)
    expect(byEngine(examples, shape, draws, all, [6], 4)).not.toEqual(alone)
  })

  it('keep what others draw when a kind is added', () => {
    const shape: Shape = [8, 8, 1]
    const [few, more] = [{ rotate: 10 }, { rotate: 10, brightness: 0.2, mixup: 0.2 }].map(
      (augment) => drawsFor(augment, 1, shape, COUNT),
    )
    expect(few?.move(2, 3)).toEqual(more?.move(2, 3))
  })
})

describe('mixup', () => {
  it.each([0.1, 0.2, 0.5, 1, 4])('draws its shares from Beta(α, α), α = %d', (alpha) => {
    const draw = uniforms(1, 'experiment')
    const shares = Array.from({ length: 20_000 }, () => mixOf(alpha, () => draw(), 10).share)
    expect(Math.min(...shares)).toBeGreaterThanOrEqual(0.5)
    expect(Math.max(...shares)).toBeLessThanOrEqual(1)
    // The variance of Beta(α, α), whose larger parts these are.
    const variance = shares.reduce((sum, each) => sum + (each - 0.5) ** 2, 0) / shares.length
    expect(variance * 4 * (2 * alpha + 1)).toBeCloseTo(1, 1)
  })
})

describe('a turn of the hue', () => {
  it('is nothing for grey, and a whole turn is nothing for any colour', () => {
    for (const row of hueMatrix(0.2)) expect(row.reduce((a, b) => a + b, 0)).toBeCloseTo(1, 2)
    hueMatrix(1).forEach((row, i) =>
      row.forEach((value, j) => expect(value).toBeCloseTo(i === j ? 1 : 0, 6)),
    )
  })
})
