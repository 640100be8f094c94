import type { WeightMap } from '@shared/math/field/spread'

/**
 * SVG path of small squares in the middle of the pixels that a unit answered to, the larger the
 * more it moved.
 */
export function movedPath({ height, width, data }: WeightMap): string {
  const max = data.reduce((largest, value) => Math.max(largest, value), 0)
  const path: string[] = []
  for (let row = 0; row < height; row += 1) {
    for (let column = 0; column < width; column += 1) {
      const value = data[row * width + column] ?? 0
      if (value === 0 || max === 0) continue
      const side = 0.16 + 0.5 * Math.sqrt(value / max)
      path.push(`M${column + (1 - side) / 2} ${row + (1 - side) / 2}h${side}v${side}h-${side}z`)
    }
  }
  return path.join('')
}
