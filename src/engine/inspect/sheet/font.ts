import type { Canvas, Ink } from './canvas'

/** Glyphs of 5×7 pixels, row by row, for numbers as `formatNumber` writes them. */
const GLYPHS: Readonly<Record<string, readonly string[]>> = {
  '0': ['.###.', '#...#', '#..##', '#.#.#', '##..#', '#...#', '.###.'],
  '1': ['..#..', '.##..', '..#..', '..#..', '..#..', '..#..', '.###.'],
  '2': ['.###.', '#...#', '....#', '...#.', '..#..', '.#...', '#####'],
  '3': ['#####', '...#.', '..#..', '...#.', '....#', '#...#', '.###.'],
  '4': ['...#.', '..##.', '.#.#.', '#..#.', '#####', '...#.', '...#.'],
  '5': ['#####', '#....', '####.', '....#', '....#', '#...#', '.###.'],
  '6': ['..##.', '.#...', '#....', '####.', '#...#', '#...#', '.###.'],
  '7': ['#####', '....#', '...#.', '..#..', '.#...', '.#...', '.#...'],
  '8': ['.###.', '#...#', '#...#', '.###.', '#...#', '#...#', '.###.'],
  '9': ['.###.', '#...#', '#...#', '.####', '....#', '...#.', '.##..'],
  '.': ['.....', '.....', '.....', '.....', '.....', '.##..', '.##..'],
  '-': ['.....', '.....', '.....', '#####', '.....', '.....', '.....'],
  '+': ['.....', '..#..', '..#..', '#####', '..#..', '..#..', '.....'],
  e: ['.....', '.....', '.###.', '#...#', '#####', '#....', '.###.'],
}
const ADVANCE = 6
export const TEXT_HEIGHT = 7

export const textWidth = (text: string): number => Math.max(0, text.length * ADVANCE - 1)

/** A number in at most ten of the font's characters. */
export function formatNumber(value: number): string {
  if (value === 0) return '0'
  const size = Math.abs(value)
  return size >= 1e-3 && size < 1e5 ? String(Number(value.toPrecision(4))) : value.toExponential(2)
}

/** Writes text with its upper left corner at (x, y). */
export function drawText(canvas: Canvas, text: string, x: number, y: number, ink: Ink): void {
  Array.from(text).forEach((character, index) => {
    GLYPHS[character]?.forEach((line, row) => {
      Array.from(line).forEach((pixel, column) => {
        if (pixel === '#') canvas.fill(x + index * ADVANCE + column, y + row, 1, 1, ink)
      })
    })
  })
}
