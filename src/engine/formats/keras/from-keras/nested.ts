import type { KerasLayer, KerasModel } from './model'

/**
 * A model whose layers include those of the models among them: what a model reads, its own first
 * layers read, and what reads a model, reads its last layer.
 */
export function inline(model: KerasModel): KerasModel {
  const outputs = new Map<string, string>()
  const real = (name: string): string => outputs.get(name) ?? name
  const layers = model.layers.flatMap((layer): readonly KerasLayer[] => {
    const inputs = layer.inputs.map(real)
    if (!layer.model) return [{ ...layer, inputs }]
    const inner = layer.model
    const read = inputs[0] ?? ''
    const starts = new Set(
      inner.layers.filter(({ className }) => className === 'InputLayer').map(({ name }) => name),
    )
    const within = (name: string): string => (starts.has(name) ? read : name)
    outputs.set(layer.name, within(inner.output))
    return inner.layers
      .filter(({ name }) => !starts.has(name))
      .map((each) => ({ ...each, inputs: each.inputs.map(within) }))
  })
  return { ...model, layers, output: real(model.output) }
}
