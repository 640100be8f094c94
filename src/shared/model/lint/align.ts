import { windowOf, type Layer } from '../../layers'
import type { Pair } from '../../math/geometry'
import { fieldCenter } from '../../math/receptive-field'
import { resolveModel, type ResolvedLayer } from '../resolve'
import { INPUT_ID, type ModelSpec } from '../spec'
import { contextOf, isCleared } from './context'
import { ancestors } from './path'
import { axisOf, extentOf, reframed, type AxisFrame } from './reframe'
import {
  changed,
  keepsShape,
  listed,
  replaced,
  type LintContext,
  type LintRule,
  type WarningFix,
} from './rule'

/** Rounds in which branches are aligned with the first one, one branch and one layer at a time. */
const ROUNDS = 16

/**
 * Other padding, or a kernel one cell longer or shorter with it, so that all branches of a merge
 * look at the same place; no map changes its size.
 * @param rule checks the result
 */
export function aligned(
  context: LintContext,
  merge: string,
  rule: LintRule,
): WarningFix | undefined {
  let now = evened(context, merge) ?? context
  for (let round = 0; round < ROUNDS && !isCleared(rule, merge, now.spec); round++) {
    const next = nearer(now, merge)
    if (!next) return undefined
    now = contextOf(resolveModel(next))
  }
  const moved = now.spec.layers
    .filter((layer, index) => JSON.stringify(layer) !== JSON.stringify(context.spec.layers[index]))
    .map(({ id }) => id)
  const isDone = moved.length > 0 && isCleared(rule, merge, now.spec)
  return isDone
    ? {
        code: 'alignPadding',
        values: { layers: listed(moved), count: moved.length },
        spec: now.spec,
      }
    : undefined
}

/** Makes asymmetric padding before the merge symmetric wherever that changes no shape. */
function evened(context: LintContext, merge: string): LintContext | undefined {
  const before = ancestors(context, merge)
  const even = context.model.layers.flatMap((each): readonly Layer[] => {
    const window = before.has(each.layer.id) ? windowOf(each.layer, each.inputShapes) : undefined
    if (
      !window ||
      window.padding.every(([a, b]) => a === b) ||
      window.padding.some(([a, b]) => (a + b) % 2 !== 0)
    )
      return []
    const half = (i: 0 | 1): AxisFrame => ({
      ...axisOf(window, i),
      padding: [
        (window.padding[i][0] + window.padding[i][1]) / 2,
        (window.padding[i][0] + window.padding[i][1]) / 2,
      ],
    })
    return [reframed(each.layer, [half(0), half(1)])]
  })
  const fixed = even.length > 0 ? replaced(context.spec, even) : undefined
  return fixed && contextOf(resolveModel(fixed))
}

/** The network with one changed layer that moves a branch of the merge towards the first. */
function nearer(context: LintContext, merge: string): ModelSpec | undefined {
  const [first = '', ...others] = context.at(merge)?.resolved.inputs ?? []
  const fieldOf = (id: string): Pair | undefined => {
    const field = context.at(id)?.summary.receptiveField
    return field ? fieldCenter(field) : undefined
  }
  const centre = fieldOf(first)
  if (!centre) return undefined
  for (const second of others) {
    const other = fieldOf(second)
    for (const axis of [0, 1] as const) {
      const off = other ? other[axis] - centre[axis] : 0
      if (off === 0) continue
      const shifts = [
        ...trunk(context, second, first).map((each) => moved(context, each, axis, -off)),
        ...trunk(context, first, second).map((each) => moved(context, each, axis, off)),
      ]
      const layer = shifts.find((each) => each !== undefined)
      if (layer) return replaced(context.spec, [layer])
    }
  }
  return undefined
}

/**
 * The layers that belong to one branch alone, from its end back to where it meets another branch.
 */
function trunk(context: LintContext, id: string, beside: string): readonly ResolvedLayer[] {
  const shared = ancestors(context, beside)
  const found: ResolvedLayer[] = []
  for (let at: string | undefined = id; at !== undefined && at !== INPUT_ID && !shared.has(at);) {
    const resolved: ResolvedLayer | undefined = context.at(at)?.resolved
    if (!resolved || resolved.inputs.length !== 1 || context.readers(at).length > 1) break
    found.push(resolved)
    at = resolved.inputs[0]
  }
  return found
}

/**
 * The layer with its window moved so that the centre of its field moves by `pixels` along an axis.
 */
function moved(
  { at }: LintContext,
  resolved: ResolvedLayer,
  axis: 0 | 1,
  pixels: number,
): Layer | undefined {
  const window = windowOf(resolved.layer, resolved.inputShapes)
  if (!window) return undefined
  const field = at(resolved.inputs[0] ?? '')?.summary.receptiveField
  if (!field && resolved.inputs[0] !== INPUT_ID) return undefined
  const cells = pixels / (field?.stride[axis] ?? 1)
  const own = axisOf(window, axis)
  const total = own.padding[0] + own.padding[1]
  for (const longer of [0, 1, -1]) {
    const frame = { ...own, kernel: own.kernel + longer }
    const grown = extentOf(frame) - extentOf(own)
    // The centre moves by the reduction of the leading padding, and by half of the increase of the
    // kernel.
    const before = own.padding[0] - cells + grown / 2
    if (frame.kernel < 1 || !Number.isInteger(before) || before < 0 || before > total + grown)
      continue
    const axes = [axisOf(window, 0), axisOf(window, 1)].map((each, i) =>
      i === axis ? { ...frame, padding: [before, total + grown - before] as Pair } : each,
    ) as [AxisFrame, AxisFrame]
    const next = reframed(resolved.layer, axes)
    if (keepsShape(resolved, next)) return next
  }
  return undefined
}

/**
 * The merge without a branch and the layers that only lead to it: the fix where no padding aligns
 * the branch.
 */
export function cut(context: LintContext, merge: string, branch: string): WarningFix | undefined {
  const rest = (context.at(merge)?.resolved.inputs ?? []).filter((id) => id !== branch)
  const [only = INPUT_ID] = rest
  const alone = changed(context.spec, (layer) => {
    if (layer.id !== merge) return layer
    return rest.length > 1
      ? { ...layer, inputs: rest }
      : { id: merge, kind: 'activation', function: 'linear', inputs: [only] }
  })
  if (!alone) return undefined
  const needed = ancestors(contextOf(resolveModel(alone)), alone.layers.at(-1)?.id ?? INPUT_ID)
  const led = ancestors(context, branch)
  const fixed = changed(alone, (layer) =>
    led.has(layer.id) && !needed.has(layer.id) ? undefined : layer,
  )
  return fixed && { code: 'cutBranch', values: { layer: merge, branch }, spec: fixed }
}
