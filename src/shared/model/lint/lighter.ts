import { readsAllChannels, traitsOf, windowOf, withWidth, type Layer } from '../../layers'
import { resolveModel, type ResolvedLayer } from '../resolve'
import { inputIds } from '../spec'
import { contextOf } from './context'
import { freshId, weightedAfter } from './path'
import { isConvolution } from './reframe'
import { changed, isMap, replaced, type LintContext, type LintRule, type WarningFix } from './rule'

type Attempt = Omit<WarningFix, 'spec'> & { readonly spec: WarningFix['spec'] | undefined }

/**
 * Reduces the weights of the layer with most of them, by the change that keeps most of its
 * function: an average over the map that it reads, a convolution in two parts, a narrower layer, a
 * thin layer before it.
 * @param rule checks whether that is enough
 */
export function lighter(context: LintContext, id: string, rule: LintRule): WarningFix | undefined {
  const own = context.at(id)
  if (!own) return undefined
  const total = context.summary.totals.parameters
  for (const { code, values, spec } of attempts(context, own.resolved)) {
    if (!spec) continue
    const after = contextOf(resolveModel(spec))
    // Another layer may have most of the remaining weights, but not an inserted one.
    const shifted = rule(after).some(
      ({ layers: [heavy = ''] }) => heavy === id || !context.at(heavy),
    )
    if (after.summary.totals.parameters >= total || shifted) continue
    return {
      code,
      values: {
        ...values,
        layer: id,
        before: own.summary.parameters,
        after: own.summary.parameters - (total - after.summary.totals.parameters),
      },
      spec,
    }
  }
  return undefined
}

function* attempts(context: LintContext, resolved: ResolvedLayer): Generator<Attempt> {
  yield averaged(context, resolved)
  yield separated(context, resolved)
  const next = weightedAfter(context, resolved.layer.id)
  const width = resolved.outputShape.at(-1) ?? 1
  for (
    let narrow = Math.floor(width / 2);
    next && narrow >= 2 * context.model.classes;
    narrow = Math.floor(narrow / 2)
  )
    yield narrowed(context, resolved, next, narrow)
  const reads = resolved.inputShapes[0]?.at(-1) ?? 1
  for (let thin = Math.floor(Math.min(width, reads) / 2); thin >= 1; thin = Math.floor(thin / 2))
    yield thinned(context, resolved, thin)
}

/** A global average in place of the flatten that the layer reads. */
function averaged({ spec, at }: LintContext, { layer, inputs }: ResolvedLayer): Attempt {
  let before = at(inputs[0] ?? '')?.resolved
  while (before && handsOn(before)) before = at(before.inputs[0] ?? '')?.resolved
  const flatten = before
  const suits =
    traitsOf(layer).takes === 'vector' &&
    flatten !== undefined &&
    traitsOf(flatten.layer).keeps === 'values' &&
    flatten.inputShapes.every(isMap)
  const average = (each: Layer): Layer => ({
    id: each.id,
    kind: 'globalAvgPool2d',
    ...(each.inputs ? { inputs: each.inputs } : {}),
  })
  return {
    code: 'averageMap',
    values: {},
    spec: suits
      ? changed(spec, (each) => (each.id === flatten.layer.id ? average(each) : each))
      : undefined,
  }
}

/** Whether a layer changes each value of its one input by itself, without learnt weights. */
const handsOn = ({ layer, inputs, weights }: ResolvedLayer): boolean =>
  traitsOf(layer).keeps === 'units' && inputs.length === 1 && weights.length === 0

/**
 * One kernel for each channel, and a 1×1 convolution that mixes them (Howard et al., "MobileNets",
 * 2017).
 */
function separated({ spec, model }: LintContext, { layer, inputShapes }: ResolvedLayer): Attempt {
  const channels = inputShapes[0]?.[2] ?? 1
  const { kernel } = windowOf(layer, inputShapes) ?? { kernel: [1, 1] }
  const suits =
    isConvolution(layer) && readsAllChannels(layer) && channels > 1 && kernel.some((k) => k > 1)
  const depth = freshId(new Set(model.layers.map((each) => each.layer.id)), `${layer.id}-depth`)
  const parts = (each: Layer): Layer | readonly Layer[] => {
    if (!('kernel' in each) || each.id !== layer.id) return each
    const { inputs: _reads, ...mix } = each
    return [
      { ...each, id: depth, channels, groups: channels, bias: false },
      { ...mix, kernel: 1, stride: 1, padding: 0, dilation: 1 },
    ]
  }
  return {
    code: 'separate',
    values: { kernel: kernel.join('×') },
    spec: suits ? changed(spec, parts) : undefined,
  }
}

/** Fewer channels or units. */
function narrowed(
  { spec }: LintContext,
  { layer }: ResolvedLayer,
  next: ResolvedLayer,
  width: number,
): Attempt {
  const suits = traitsOf(layer).width && readsAllChannels(layer) && readsAllChannels(next.layer)
  return {
    code: 'narrow',
    values: { width },
    spec: suits ? replaced(spec, [withWidth(layer, width)]) : undefined,
  }
}

/** A thin layer and a ReLU before it. */
function thinned({ spec, model }: LintContext, { layer }: ResolvedLayer, width: number): Attempt {
  const taken = new Set(model.layers.map((each) => each.layer.id))
  const [thin, relu] = [freshId(taken, `${layer.id}-thin`), freshId(taken, `${layer.id}-thin-relu`)]
  const { width: parameter, takes } = traitsOf(layer)
  const suits = parameter && readsAllChannels(layer)
  const before = (each: Layer): Layer | readonly Layer[] => {
    if (each.id !== layer.id) return each
    const inputs = [...inputIds(spec.layers, spec.layers.indexOf(each))]
    const first: Layer =
      takes === 'vector'
        ? { id: thin, kind: 'dense', units: width, bias: true, inputs }
        : {
            id: thin,
            kind: 'conv2d',
            channels: width,
            kernel: 1,
            stride: 1,
            padding: 0,
            dilation: 1,
            groups: 1,
            bias: true,
            inputs,
          }
    return [first, { id: relu, kind: 'activation', function: 'relu' }, { ...each, inputs: [relu] }]
  }
  return { code: 'thinBetween', values: { width }, spec: suits ? changed(spec, before) : undefined }
}
