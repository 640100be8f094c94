import type { Unit } from '@renderer/maps/units'

const STEPS: Readonly<Record<string, readonly [row: number, column: number, channel: number]>> = {
  ArrowUp: [-1, 0, 0],
  ArrowDown: [1, 0, 0],
  ArrowLeft: [0, -1, 0],
  ArrowRight: [0, 1, 0],
  PageUp: [0, 0, -1],
  PageDown: [0, 0, 1],
}

/**
 * The unit that a key walks to: arrows over the map, page keys through the channels; not yet
 * brought inside the map.
 */
export function walked(event: KeyboardEvent, { row, column, channel }: Unit): Unit | undefined {
  const step = event.ctrlKey || event.metaKey || event.altKey ? undefined : STEPS[event.key]
  return step && { row: row + step[0], column: column + step[1], channel: channel + step[2] }
}
