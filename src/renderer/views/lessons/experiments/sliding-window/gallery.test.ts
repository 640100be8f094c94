import { describe, expect, it } from 'vitest'
import { GALLERY } from './gallery'

const sum = (rows: readonly (readonly number[])[]): number =>
  rows.flat().reduce((total, value) => total + value, 0)

describe('the gallery of kernels', () => {
  it('keeps brightness where it smooths or sharpens, and sees nothing on a flat picture where it looks for edges', () => {
    for (const name of ['gaussian3', 'gaussian5', 'box', 'sharpen', 'emboss', 'identity'] as const)
      expect([name, sum(GALLERY[name])]).toEqual([name, expect.closeTo(1, 12)])
    for (const name of [
      'edge',
      'edgeDown',
      'sobelX',
      'sobelY',
      'prewittX',
      'prewittY',
      'laplacian',
      'laplacian8',
    ] as const)
      expect([name, sum(GALLERY[name])]).toEqual([name, 0])
  })

  it('holds rectangles of odd or even size', () => {
    for (const rows of Object.values(GALLERY))
      expect(rows.every((row) => row.length === rows[0].length)).toBe(true)
  })
})
