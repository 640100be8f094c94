import { describe, expect, it } from 'vitest'
import { LAYER_KINDS } from '@shared/layers'
import { paletteOf } from './palette'

describe('the palette', () => {
  const found = (search: string): string[] => paletteOf(search).flatMap(({ kinds }) => kinds)

  it('has every kind once, in groups', () => {
    expect(found('').sort()).toEqual([...LAYER_KINDS].sort())
    expect(paletteOf('').map(({ group }) => group)).toEqual([
      'filters',
      'pooling',
      'activation',
      'normalisation',
      'joining',
      'shape',
    ])
  })

  it('finds kinds by their names in both languages, whatever the case', () => {
    expect(found('Global')).toEqual(['globalMaxPool2d', 'globalAvgPool2d'])
    expect(found('上采样')).toEqual(['upsample2d'])
    expect(found('max pool')).toContain('maxPool2d')
    expect(paletteOf('nothing of that name')).toEqual([])
  })
})
