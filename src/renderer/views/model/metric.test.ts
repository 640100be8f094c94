// @vitest-environment happy-dom
import { rgb } from 'd3-color'
import { describe, expect, it } from 'vitest'
import { colourOf, mostOf, relative } from './metric'

/** Relative luminance, WCAG 2.1. */
function luminance(colour: string): number {
  const { r, g, b } = rgb(colour)
  const linear = (channel: number): number =>
    channel / 255 <= 0.04045 ? channel / 255 / 12.92 : ((channel / 255 + 0.055) / 1.055) ** 2.4
  return 0.2126 * linear(r) + 0.7152 * linear(g) + 0.0722 * linear(b)
}
const contrast = (a: string, b: string): number => {
  const [dark, light] = [luminance(a), luminance(b)].sort((x, y) => x - y) as [number, number]
  return (light + 0.05) / (dark + 0.05)
}

describe('colours of shares', () => {
  it('of the smallest layer stand out from either ground', () => {
    // `--surface` of both themes.
    expect(contrast(colourOf(0, 'dark'), '#15171b')).toBeGreaterThan(3)
    expect(contrast(colourOf(0, 'light'), '#ffffff')).toBeGreaterThan(3)
  })

  it('run up to the largest share', () => {
    const shares = new Map([
      [0, 0.1],
      [1, 0.4],
      [2, 0],
    ])
    expect([
      mostOf(shares),
      relative(shares, 0),
      relative(shares, 1),
      relative(shares, 2),
      relative(shares, 9),
    ]).toEqual([0.4, 0.25, 1, 0, 0])
  })
})
