import type { ModelSpec } from '../spec'
import { resolveModel } from '../resolve'
import { draftOf } from '../draft'
import { insertBetween, newLayer } from '../edit'
import { parseModelSpec } from '../spec'
import type { LintRule } from './rule'

const LINEAR = new Set(['conv2d', 'dense'])
/** Layers that are linear too (or change nothing when the network is used), so that a stack goes on through them. */
const THROUGH = new Set(['batchNorm', 'dropout', 'avgPool2d', 'flatten', 'globalAvgPool2d'])

/** Two layers with weights and no non-linear function between them: together they can do no more than one. */
export const linearStack: LintRule = ({ model, spec, at, readers }) =>
  model.layers.flatMap(({ layer, inputs }) => {
    let [before] = inputs
    if (!LINEAR.has(layer.kind) || inputs.length !== 1) return []
    while (before !== undefined && THROUGH.has(at(before)?.resolved.layer.kind ?? '')) before = at(before)?.resolved.inputs[0]
    const first = before === undefined ? undefined : at(before)?.resolved.layer
    if (!first || !LINEAR.has(first.kind) || readers(first.id).length > 1 || isSeparable(first, layer)) return []
    const mended = withRelu(spec, first.id, readers(first.id)[0]?.layer.id)
    return [{ rule: 'linearStack' as const, layers: [layer.id, first.id], values: { first: first.id, second: layer.id }, ...(mended ? { mended } : {}) }]
  })

/** A depthwise and a pointwise convolution are one on purpose. */
const isSeparable = (first: ModelSpec['layers'][number], second: ModelSpec['layers'][number]): boolean =>
  first.kind === 'conv2d' && second.kind === 'conv2d' && (first.groups > 1 || second.groups > 1)

function withRelu(spec: ModelSpec, from: string, to: string | undefined): ModelSpec | undefined {
  if (to === undefined) return undefined
  const draft = draftOf(spec)
  const mended = parseModelSpec(insertBetween(draft, newLayer(draft, 'activation'), from, to))
  resolveModel(mended)
  return mended
}
