import { ARROWS } from '@renderer/maps/arrows'
import type { Unit } from '@renderer/maps/units'

const PAGES: Readonly<Record<string, number>> = { PageUp: -1, PageDown: 1 }

/**
 * The unit that a key walks to: arrows over the map, page keys through the channels; not yet
 * brought inside the map.
 */
export function walked(event: KeyboardEvent, { row, column, channel }: Unit): Unit | undefined {
  if (event.ctrlKey || event.metaKey || event.altKey) return undefined
  const [step, page] = [ARROWS[event.key], PAGES[event.key]]
  if (step) return { row: row + step[0], column: column + step[1], channel }
  return page === undefined ? undefined : { row, column, channel: channel + page }
}
