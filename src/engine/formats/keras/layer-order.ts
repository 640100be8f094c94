import type { KerasGraph, PlacedNode } from './to-keras'

/**
 * The layers in the order in which Keras has them after it has built a functional model: those
 * farthest from the output first, and of those as far the one that a search from the output meets
 * first. Its files keep weights by this order. Source: `map_graph` of keras/src/ops/function.py.
 */
export function layerOrder({ nodes, output }: KerasGraph): readonly PlacedNode[] {
  const byName = new Map(nodes.map((node) => [node.name, node]))
  const met = new Map<string, number>()
  const stack = [output]
  for (let name = stack.pop(); name !== undefined; name = stack.pop()) {
    if (met.has(name)) continue
    met.set(name, met.size)
    stack.push(...[...(byName.get(name)?.inputs ?? [])].reverse())
  }
  const depths = new Map<string, number>([[output, 0]])
  for (const { name, inputs } of [...nodes].reverse()) {
    const depth = (depths.get(name) ?? 0) + 1
    for (const input of inputs) depths.set(input, Math.max(depth, depths.get(input) ?? 0))
  }
  const depthOf = ({ name }: PlacedNode): number => depths.get(name) ?? 0
  const metAt = ({ name }: PlacedNode): number => met.get(name) ?? 0
  return [...nodes].sort((a, b) => depthOf(b) - depthOf(a) || metAt(a) - metAt(b))
}
