import { describe, expect, it } from 'vitest'
import { checkNormalisation, perChannel, suitsChannels } from './normalisation'
import { normalisationSchema } from './recipe'

describe('a normalisation', () => {
  it('has one number for all channels or one for each', () => {
    expect(perChannel({ mean: [0.5], std: [0.1, 0.2, 0.3] }, 3)).toEqual({
      mean: [0.5, 0.5, 0.5],
      std: [0.1, 0.2, 0.3],
    })
    expect([1, 2, 3, 4].map((count) => suitsChannels(count, 3))).toEqual([true, false, true, false])
    expect(() => checkNormalisation(undefined, { channels: 1 })).not.toThrow()
  })

  it.each([
    [{ mean: [0, 0, 0], std: [1] }, 1, 'mean'],
    [{ mean: [0], std: [1, 1, 1] }, 1, 'std'],
    [{ mean: [0, 0], std: [1, 1] }, 3, 'mean'],
    [{ mean: [0, 0, 0, 0], std: [1] }, 3, 'mean'],
  ])('%j is refused for %i channels, naming the field', (normalisation, channels, field) => {
    expect(() => checkNormalisation(normalisation, { channels })).toThrow(
      expect.objectContaining({
        code: 'invalid-recipe',
        details: { field: `normalisation.${field}`, channels },
      }),
    )
  })

  it.each([0, -1, NaN, Infinity, 1e-40, 1e300])('divides by no %d', (std) => {
    expect(normalisationSchema.safeParse({ mean: [0], std: [std] }).success).toBe(false)
  })
  it.each([NaN, -Infinity, 1e300])('subtracts no %d', (mean) => {
    expect(normalisationSchema.safeParse({ mean: [mean], std: [1] }).success).toBe(false)
  })
  it('has a number at least', () => {
    expect(normalisationSchema.safeParse({ mean: [], std: [] }).success).toBe(false)
  })
})
