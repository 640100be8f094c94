import { describe, expect, it } from 'vitest'
import { cssColour, cssGradient, divergingTable, SEQUENTIAL, sequentialTable } from './tables'

const luminance = (colour: number): number =>
  0.2126 * (colour & 255) + 0.7152 * ((colour >> 8) & 255) + 0.0722 * ((colour >> 16) & 255)

const at = (table: Uint32Array, i: number): number => table[i] ?? 0

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
