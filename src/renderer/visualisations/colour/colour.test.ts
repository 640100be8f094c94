import { describe, expect, it } from 'vitest'
import { centred, levelColours, tableIndex, union } from './scale'
import { isSigned, scopeRange } from './scope'
import { cssColour, cssGradient, divergingTable, SEQUENTIAL, sequentialTable } from './tables'

const luminance = (colour: number): number =>
  0.2126 * (colour & 255) + 0.7152 * ((colour >> 8) & 255) + 0.0722 * ((colour >> 16) & 255)
const at = (table: Uint32Array, i: number): number => table[i] ?? 0
const linear = { gamma: 1, signed: false }

describe('colour tables', () => {
  it.each(SEQUENTIAL)('%s grows lighter all the way', (name) => {
    const lights = Array.from(sequentialTable(name), luminance)
    expect(lights.every((light, i) => i === 0 || light >= (lights[i - 1] ?? 0) - 1.5)).toBe(true)
    expect(lights.at(-1)! - lights[0]!).toBeGreaterThan(150)
  })

  it('show zero white on a light ground and black on a dark one, with blue below and red above', () => {
    expect(luminance(at(divergingTable('light'), 128))).toBeGreaterThan(235)
    expect(luminance(at(divergingTable('dark'), 128))).toBeLessThan(25)
    for (const theme of ['light', 'dark'] as const) {
      const [below, above] = [at(divergingTable(theme), 50), at(divergingTable(theme), 205)]
      expect((below >> 16) & 255).toBeGreaterThan(below & 255)
      expect(above & 255).toBeGreaterThan((above >> 16) & 255)
    }
  })

  it('are written as CSS', () => {
    expect(cssColour(sequentialTable('viridis'), 0)).toBe('rgb(68 1 84)')
    expect(cssGradient(sequentialTable('grey'), 2)).toBe(
      'linear-gradient(to right, rgb(0 0 0), rgb(128 128 128), rgb(255 255 255))',
    )
  })
})

describe('a value’s place in the table', () => {
  const range = { min: -1, max: 3 }

  it('is linear between the ends and held at them', () => {
    expect([-1, 0, 1, 3, 9, -9].map((value) => tableIndex(value, { range, ...linear }))).toEqual([
      0, 64, 128, 255, 255, 0,
    ])
  })

  it('puts zero in the middle of a signed quantity and reaches as far to both sides', () => {
    expect(centred(range)).toEqual({ min: -3, max: 3 })
    const signed = { range, gamma: 1, signed: true }
    expect([-3, 0, 3].map((value) => tableIndex(value, signed))).toEqual([0, 128, 255])
    expect(tableIndex(1.5, signed) + tableIndex(-1.5, signed)).toBe(255)
  })

  it('lifts dim values with gamma, on both sides of zero alike', () => {
    expect(tableIndex(0.25, { range: { min: 0, max: 1 }, gamma: 2, signed: false })).toBe(128)
    const signed = { range: { min: -1, max: 1 }, gamma: 2, signed: true }
    expect(tableIndex(0.25, signed)).toBe(Math.round(0.75 * 255))
    expect(tableIndex(-0.25, signed)).toBe(Math.round(0.25 * 255))
  })

  it('does without width', () => {
    const flat = { min: 2, max: 2 }
    expect(tableIndex(2, { range: flat, ...linear })).toBe(0)
    expect(tableIndex(0, { range: { min: 0, max: 0 }, gamma: 1, signed: true })).toBe(128)
    expect(tableIndex(Number.NaN, { range, ...linear })).toBe(0)
  })

  it('of a map’s 256 levels follows the scale, not the map', () => {
    const table = sequentialTable('grey')
    const colours = levelColours(
      { min: 0, max: 0.5 },
      { range: { min: 0, max: 1 }, table, gamma: 1, signed: false },
    )
    expect([at(colours, 0), at(colours, 255)].map((colour) => colour & 255)).toEqual([0, 128])
  })
})

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
