/**
 * What changed between two plain values, small enough to keep for ever: painting a stroke on a
 * picture of a megapixel keeps the stroke's cells and not two pictures.
 */
export type Difference =
  | { readonly kind: 'value'; readonly before: unknown; readonly after: unknown }
  | { readonly kind: 'members'; readonly members: Readonly<Record<string, Difference>> }
  | {
      readonly kind: 'cells'
      readonly cells: Uint32Array
      readonly before: Cells
      readonly after: Cells
    }

/** Numbers that are changed here and there: a grid's, or a picture's pixels. */
type Cells = Float32Array | Uint8Array

const isRecord = (value: unknown): value is Readonly<Record<string, unknown>> =>
  typeof value === 'object' &&
  value !== null &&
  [Object.prototype, null].includes(Object.getPrototypeOf(value) as object | null)

function sameList(a: unknown, b: unknown): boolean {
  return Array.isArray(a) && Array.isArray(b) && JSON.stringify(a) === JSON.stringify(b)
}

const isCells = (value: unknown): value is Cells =>
  value instanceof Float32Array || value instanceof Uint8Array

/** As many numbers of the same type. */
const alike = (a: Cells, b: Cells): boolean =>
  a.length === b.length && a.BYTES_PER_ELEMENT === b.BYTES_PER_ELEMENT

/** The numbers in these places. */
function pick(from: Cells, places: Uint32Array): Cells {
  const picked = from.slice(0, places.length)
  places.forEach((place, i) => (picked[i] = from[place] ?? 0))
  return picked
}

function changedCells(before: Cells, after: Cells): Difference | undefined {
  const places: number[] = []
  for (let i = 0; i < after.length; i++) if (!Object.is(before[i], after[i])) places.push(i)
  if (places.length === 0) return undefined
  if (places.length > after.length / 4) return { kind: 'value', before, after }
  const cells = Uint32Array.from(places)
  return { kind: 'cells', cells, before: pick(before, cells), after: pick(after, cells) }
}

/** The difference of two values of the same kind; `undefined` where they are equal. */
export function difference(before: unknown, after: unknown): Difference | undefined {
  if (Object.is(before, after) || sameList(before, after)) return undefined
  if (isCells(before) && isCells(after) && alike(before, after)) return changedCells(before, after)
  if (
    !isRecord(before) ||
    !isRecord(after) ||
    Object.keys(before).join() !== Object.keys(after).join()
  )
    return { kind: 'value', before, after }
  const members: Record<string, Difference> = {}
  for (const key of Object.keys(after)) {
    const inner = difference(before[key], after[key])
    if (inner) members[key] = inner
  }
  return Object.keys(members).length > 0 ? { kind: 'members', members } : undefined
}

/**
 * The value with one side of the difference put in; what did not change is kept as it is, not
 * copied.
 */
export function apply(value: unknown, change: Difference, side: 'before' | 'after'): unknown {
  if (change.kind === 'value') return change[side]
  if (change.kind === 'cells') {
    const copy = (value as Cells).slice()
    change.cells.forEach((cell, i) => (copy[cell] = change[side][i] ?? 0))
    return copy
  }
  const entries = Object.entries(change.members).map(([key, inner]) => [
    key,
    apply((value as Readonly<Record<string, unknown>>)[key], inner, side),
  ])
  return { ...(value as object), ...(Object.fromEntries(entries) as object) }
}

/** What a difference holds of numbers, in bytes; the rest is small. */
export function bytesOf(change: Difference): number {
  switch (change.kind) {
    case 'value':
      return [change.before, change.after]
        .filter(isCells)
        .reduce((sum, { byteLength }) => sum + byteLength, 0)
    case 'cells':
      return change.cells.byteLength + change.before.byteLength + change.after.byteLength
    case 'members':
      return Object.values(change.members).reduce((sum, inner) => sum + bytesOf(inner), 0)
  }
}
