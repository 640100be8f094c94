import { describe, expect, it } from 'vitest'
import { union } from './scale'
import { isSigned, scopeRange } from './scope'

describe('scale scopes', () => {
  const conv = { kind: 'conv2d' as const, min: -2, max: 4 }
  const relu = { kind: 'activation' as const, min: 0, max: 4 }
  const tanh = { kind: 'activation' as const, min: -1, max: 1 }
  const pool = { kind: 'maxPool2d' as const, min: 1, max: 9 }
  const network = [conv, relu, tanh, pool]
  const map = { min: 0.5, max: 0.6 }

  it('know signed quantities: pre-activations, and whatever falls below zero', () => {
    expect(network.map(isSigned)).toEqual([true, false, true, false])
    expect(isSigned({ kind: 'dense', min: 1, max: 2 })).toBe(true)
  })

  it('take the map, its layer, or all layers of the same colours', () => {
    expect(scopeRange('map', map, relu, network)).toEqual(map)
    expect(scopeRange('layer', map, relu, network)).toMatchObject({ min: 0, max: 4 })
    expect(scopeRange('network', map, relu, network)).toEqual({ min: 0, max: 9 })
    expect(scopeRange('network', map, conv, network)).toEqual({ min: -2, max: 4 })
    expect(union([])).toEqual({ min: 0, max: 0 })
  })
})
