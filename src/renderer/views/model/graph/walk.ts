import { INPUT_ID } from '@shared/model/spec'
import type { Structure } from './elements'

export type Direction = 'ArrowUp' | 'ArrowDown' | 'ArrowLeft' | 'ArrowRight'

/**
 * The node that an arrow key leads to: up to what is read, down to who reads it, sideways to the
 * other branches.
 */
export function neighbour(
  { nodes, links }: Structure,
  from: string | undefined,
  direction: Direction,
): string {
  if (from === undefined || !nodes.some(({ id }) => id === from)) return INPUT_ID
  const sources = links.filter(({ to }) => to === from).map((link) => link.from)
  const readers = links.filter((link) => link.from === from).map(({ to }) => to)
  if (direction === 'ArrowUp') return sources[0] ?? from
  if (direction === 'ArrowDown') return readers[0] ?? from
  const beside = [
    ...new Set([
      ...sources.flatMap((source) =>
        links.filter((link) => link.from === source).map(({ to }) => to),
      ),
      ...readers.flatMap((reader) =>
        links.filter(({ to }) => to === reader).map((link) => link.from),
      ),
    ]),
  ]
  const ring = beside.includes(from) ? beside : [from, ...beside]
  const step = direction === 'ArrowRight' ? 1 : ring.length - 1
  return ring[(ring.indexOf(from) + step) % ring.length] ?? from
}
