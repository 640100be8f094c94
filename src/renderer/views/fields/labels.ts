/** A name in a drawing: its baseline's middle, and whether it has to be there. */
export interface Label {
  readonly text: string
  readonly x: number
  readonly y: number
  readonly width: number
  readonly chosen: boolean
}

const LINE = 12
const GAP = 4

const overlap = (a: Label, b: Label): boolean =>
  Math.abs(a.y - b.y) < LINE && Math.abs(a.x - b.x) < (a.width + b.width) / 2 + GAP

/**
 * Those of some labels that can be read beside each other: the chosen one, then the first, the
 * last, and what else has room.
 */
export function apart(labels: readonly Label[]): readonly Label[] {
  const [first, last] = [labels[0], labels.at(-1)]
  const inTurn = [...labels.filter(({ chosen }) => chosen), first, last, ...labels].filter(
    (label) => label !== undefined,
  )
  return inTurn.reduce<readonly Label[]>(
    (kept, label) =>
      kept.some((other) => other === label || overlap(other, label)) ? kept : [...kept, label],
    [],
  )
}
