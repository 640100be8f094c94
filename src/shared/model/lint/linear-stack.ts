import { groupsOf, traitsOf, type Layer } from '../../layers'
import { freshId } from './path'
import { isConvolution } from './reframe'
import { changed, once, type LintContext, type LintRule, type WarningFix } from './rule'

/**
 * Layers with weights and no non-linear function between them: together they can compute no more
 * than one.
 */
export const linearStack: LintRule = (context) =>
  stacksOf(context).map((stack) => ({
    rule: 'linearStack' as const,
    layers: [...stack].reverse(),
    values: { first: stack[0] ?? '', second: stack.at(-1) ?? '', count: stack.length },
    fix: once(() => broken(context, stack.slice(0, -1))),
  }))

/** Each stack from its first layer to its last. */
function stacksOf(context: LintContext): readonly (readonly string[])[] {
  const stacks = new Map<string, string[]>()
  for (const { layer, inputs } of context.model.layers) {
    const first =
      traitsOf(layer).width && inputs.length === 1 ? linearBefore(context, inputs[0]) : undefined
    if (!first || isSeparable(first, layer)) continue
    const stack = stacks.get(first.id) ?? [first.id]
    stacks.delete(first.id)
    stacks.set(layer.id, [...stack, layer.id])
  }
  return [...stacks.values()]
}

/**
 * The layer with weights that this layer reads through linear layers alone, each with a single
 * reader.
 */
function linearBefore({ at, readers }: LintContext, id: string | undefined): Layer | undefined {
  for (
    let before = id;
    before !== undefined && readers(before).length === 1;
    before = at(before)?.resolved.inputs[0]
  ) {
    const layer = at(before)?.resolved.layer
    if (!layer || traitsOf(layer).width) return layer
    const { linear, merges } = traitsOf(layer)
    if (!linear || merges) return undefined
  }
  return undefined
}

/** A depthwise and a pointwise convolution form one layer on purpose. */
const isSeparable = (first: Layer, second: Layer): boolean =>
  isConvolution(first) && isConvolution(second) && (groupsOf(first) > 1 || groupsOf(second) > 1)

/** A ReLU directly after each of these layers. */
function broken({ spec, model }: LintContext, ids: readonly string[]): WarningFix | undefined {
  const taken = new Set(model.layers.map(({ layer }) => layer.id))
  const relus = new Map(ids.map((id) => [id, freshId(taken, `${id}-relu`)]))
  const fixed = changed(spec, (layer) => {
    const relu = relus.get(layer.id)
    const linked: Layer = layer.inputs?.some((id) => relus.has(id))
      ? { ...layer, inputs: layer.inputs.map((id) => relus.get(id) ?? id) }
      : layer
    return relu === undefined
      ? linked
      : [linked, { id: relu, kind: 'activation', function: 'relu' }]
  })
  return (
    fixed && {
      code: 'reluBetween',
      values: { count: ids.length, first: ids[0] ?? '' },
      spec: fixed,
    }
  )
}
