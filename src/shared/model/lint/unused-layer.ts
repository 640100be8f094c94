import { changed, once, type LintRule } from './rule'

/** A layer whose output no layer reads: it is computed and never trained. */
export const unusedLayer: LintRule = ({ model, spec, at, readers }) => {
  const last = model.layers.at(-1)?.layer.id
  const unused = model.layers.filter(
    ({ layer }) => layer.id !== last && readers(layer.id).length === 0,
  )
  return unused.map(({ layer: { id } }) => ({
    rule: 'unusedLayer' as const,
    layers: [id],
    values: { layer: id, parameters: at(id)?.summary.parameters ?? 0 },
    fix: once(() => {
      const fixed = changed(spec, (each) => (each.id === id ? undefined : each))
      return fixed && { code: 'dropLayer' as const, values: { layer: id }, spec: fixed }
    }),
  }))
}
