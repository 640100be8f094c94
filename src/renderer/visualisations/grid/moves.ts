import type { Pair } from '@shared/math/geometry'
import { ARROWS } from '@renderer/maps/arrows'

/** The step that a key makes on a grid: [down, across]; `undefined` for keys that make none. */
export function moveOf(key: string, [down, across]: Pair): Pair | undefined {
  const page = Math.max(1, Math.ceil(down / 4))
  switch (key) {
    case 'Home':
      return [0, -across]
    case 'End':
      return [0, across]
    case 'PageUp':
      return [-page, 0]
    case 'PageDown':
      return [page, 0]
    default:
      return ARROWS[key]
  }
}
