import { describe, expect, it } from 'vitest'
import { KNOWN_IDS, preprocessingOf } from '@shared/model/preprocessing'
import { useLabelsForm } from './labels-form'
import { usePreprocessingForm } from './preprocessing-form'

describe('the form for how pictures are prepared', () => {
  it('gives each known way back as it was shown', () => {
    for (const id of KNOWN_IDS) {
      const form = usePreprocessingForm(() => 3)
      form.show({ ...preprocessingOf(id), fitting: 'crop' })
      expect(form.typed.way).toBe(id)
      expect(form.result.value).toEqual({ value: { ...preprocessingOf(id), fitting: 'crop' } })
    }
  })

  it('begins with the numbers of the known way where others are wanted', () => {
    const form = usePreprocessingForm(() => 3)
    form.choose('imagenet-bgr')
    form.choose('own')
    expect(form.typed.bgr).toBe(true)
    form.typed.mean = '0.1; 0.2 0.3'
    form.typed.std = '0.5'
    expect(form.result.value).toEqual({
      value: { normalisation: { mean: [0.1, 0.2, 0.3], std: [0.5] }, order: 'bgr' },
    })
  })

  it.each([
    ['', '1'],
    ['0', '0'],
    ['zero', '1'],
    ['0, 1', '1'],
  ])('says what is wrong with a mean of "%s" and a deviation of "%s"', (mean, std) => {
    const form = usePreprocessingForm(() => 3)
    form.choose('own')
    Object.assign(form.typed, { mean, std })
    expect(form.result.value).toHaveProperty('problem')
  })
})

describe('the form for names of classes', () => {
  it('names nothing where nothing is typed, and wants as many as there are', () => {
    const form = useLabelsForm(() => 2)
    expect(form.result.value).toEqual({})
    form.type('cat')
    expect(form.result.value).toHaveProperty('problem')
    form.type('["cat", "dog"]')
    expect(form.result.value).toEqual({ names: ['cat', 'dog'] })
  })
})
