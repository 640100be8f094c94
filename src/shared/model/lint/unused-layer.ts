import { changed, type LintRule } from './rule'

/** A layer whose output nobody reads: it is computed and never trained. */
export const unusedLayer: LintRule = ({ model, spec, at, readers }) => {
  const last = model.layers.at(-1)?.layer.id
  const unused = model.layers.filter(({ layer }) => layer.id !== last && readers(layer.id).length === 0)
  return unused.map(({ layer }) => {
    const mended = changed(spec, (each) => (each.id === layer.id ? undefined : each))
    const parameters = at(layer.id)?.summary.parameters ?? 0
    return { rule: 'unusedLayer' as const, layers: [layer.id], values: { layer: layer.id, parameters }, ...(mended ? { mended } : {}) }
  })
}
