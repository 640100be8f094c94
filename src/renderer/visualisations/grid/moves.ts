import type { Pair } from '@shared/math/geometry'

/** The step that a key makes on a grid: [down, across]; `undefined` for keys that make none. */
export function moveOf(key: string, [down, across]: Pair): Pair | undefined {
  switch (key) {
    case 'ArrowUp':
      return [-1, 0]
    case 'ArrowDown':
      return [1, 0]
    case 'ArrowLeft':
      return [0, -1]
    case 'ArrowRight':
      return [0, 1]
    case 'Home':
      return [0, -across]
    case 'End':
      return [0, across]
    case 'PageUp':
      return [-Math.max(1, Math.ceil(down / 4)), 0]
    case 'PageDown':
      return [Math.max(1, Math.ceil(down / 4)), 0]
    default:
      return undefined
  }
}
