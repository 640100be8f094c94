import { elements } from '../../layers/definition'
import type { Layer } from '../../layers'
import { replaced, type LintRule } from './rule'

/** Narrowing to less than this share, and widening again, throws most of what was computed away. */
const SQUEEZE = 1 / 8

/** A hidden layer much narrower than what comes before and after, or than the number of classes. */
export const bottleneck: LintRule = ({ model, summary, spec, readers }) => {
  const weighted = model.layers.filter(({ layer }) => layer.kind === 'conv2d' || layer.kind === 'dense')
  return weighted.flatMap((resolved, index) => {
    const next = weighted[index + 1]
    const [input] = resolved.inputShapes
    // Only along one path: beside a squeezed branch the others carry what it leaves out.
    if (!next || !input || readers(resolved.inputs[0] ?? '').length > 1) return []
    const width = resolved.outputShape.at(-1) ?? 0
    const [values, before, after] = [elements(resolved.outputShape), elements(input), elements(next.outputShape)]
    const narrow = values < SQUEEZE * Math.min(before, after)
    const few = values < model.classes
    if (!narrow && !few) return []
    const wider = Math.max(Math.ceil((width / values) * Math.min(Math.sqrt(before * after), 4096)), few ? 2 * model.classes : 0)
    const { layer } = resolved
    const mended = replaced(spec, layer.kind === 'dense' ? { ...layer, units: wider } : layer.kind === 'conv2d' ? widened(layer, wider) : undefined)
    return [
      {
        rule: 'bottleneck' as const,
        layers: [layer.id],
        values: { layer: layer.id, values, before, after, classes: model.classes, few: few ? 1 : 0, parameters: summary.totals.parameters, wider },
        ...(mended ? { mended } : {}),
      },
    ]
  })
}

const widened = (layer: Extract<Layer, { kind: 'conv2d' }>, channels: number): Layer => ({ ...layer, channels: Math.ceil(channels / layer.groups) * layer.groups })
