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
      readonly before: Float32Array
      readonly after: Float32Array
    }

const isRecord = (value: unknown): value is Readonly<Record<string, unknown>> =>
  typeof value === 'object' &&
  value !== null &&
  [Object.prototype, null].includes(Object.getPrototypeOf(value) as object | null)

function sameList(a: unknown, b: unknown): boolean {
  return Array.isArray(a) && Array.isArray(b) && JSON.stringify(a) === JSON.stringify(b)
}

function changedCells(before: Float32Array, after: Float32Array): Difference | undefined {
  const cells: number[] = []
  for (let i = 0; i < after.length; i++) if (!Object.is(before[i], after[i])) cells.push(i)
  if (cells.length === 0) return undefined
  if (cells.length > after.length / 4) return { kind: 'value', before, after }
  const at = Uint32Array.from(cells)
  return {
    kind: 'cells',
    cells: at,
    before: Float32Array.from(at, (i) => before[i] ?? 0),
    after: Float32Array.from(at, (i) => after[i] ?? 0),
  }
}

/** The difference of two values of the same kind; `undefined` where they are equal. */
export function difference(before: unknown, after: unknown): Difference | undefined {
  if (Object.is(before, after) || sameList(before, after)) return undefined
  if (
    before instanceof Float32Array &&
    after instanceof Float32Array &&
    before.length === after.length
  )
    return changedCells(before, after)
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
    const copy = Float32Array.from(value as Float32Array)
    change.cells.forEach((cell, i) => (copy[cell] = change[side][i] ?? 0))
    return copy
  }
  const entries = Object.entries(change.members).map(([key, inner]) => [
    key,
    apply((value as Readonly<Record<string, unknown>>)[key], inner, side),
  ])
  return { ...(value as object), ...(Object.fromEntries(entries) as object) }
}
