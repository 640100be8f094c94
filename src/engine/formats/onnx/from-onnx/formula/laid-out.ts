import { phrase } from '@shared/errors'
import type { Reader } from '../context'
import { requireThat } from '../node'
import type { Formula } from '../values'
import type { Axis, View } from '../view'
import type { Term } from './term'

/** Whether a formula has a value for each channel; a mean over them has one for each place. */
function isSpread(term: Term): boolean {
  switch (term.kind) {
    case 'tensor':
      return true
    case 'constant':
      return term.data.length > 1
    case 'mean':
      return false
    case 'function':
      return isSpread(term.of)
    case 'pair':
      return isSpread(term.a) || isSpread(term.b)
  }
}

const same = (a: unknown, b: unknown): boolean => JSON.stringify(a) === JSON.stringify(b)

/** The channels' axis of what a formula reads. */
const channelsIn = ({ like }: Formula): Axis =>
  (like.shape.length === 1
    ? like.view[0]
    : like.view.find((axis) => axis.some((run) => run.axis === 2))) ?? []

/** The tensor's view where the formula's own has been laid out anew. */
function movedView(formula: Formula, own: View, moved: View): View | undefined {
  if (same(own, moved)) return formula.like.view
  const channels = channelsIn(formula)
  if (isSpread(formula.term)) return moved
  const empty = moved.filter((axis) => axis.length === 0).length
  return empty === 1 ? moved.map((axis) => (axis.length === 0 ? channels : axis)) : undefined
}

/** An operator that only lays values out anew, also for a part of a formula. */
export const layingOut =
  (read: Reader): Reader =>
  (context) => {
    const [value, ...more] = context.inputs
    if (value?.kind !== 'formula') return read(context)
    const { like } = value
    const channels = channelsIn(value)
    const own = isSpread(value.term)
      ? like.view
      : like.view.map((axis) => (axis === channels ? [] : axis))
    const [moved] = read({ ...context, inputs: [{ ...like, view: own }, ...more] })
    const view = moved?.kind === 'tensor' ? movedView(value, own, moved.view) : undefined
    requireThat(view !== undefined, phrase`lays a part of a formula out anew`)
    return [{ ...value, like: { ...like, view } }]
  }
