import type { Source, Trace, TraceNode } from './types'

type Rule = (
  node: Extract<TraceNode, { kind: 'operation' }>,
  typeOf: (source: Source) => { readonly dtype: number; readonly shape: readonly number[] },
) => boolean

/** Operations that return their first input unchanged. */
const HANDS_ON: Readonly<Record<string, Rule>> = {
  Identity: () => true,
  Reshape: (node, typeOf) =>
    typeOf(node.inputs[0] as Source).shape.join() === node.outputs[0]?.shape.join(),
  Cast: (node, typeOf) => typeOf(node.inputs[0] as Source).dtype === node.outputs[0]?.dtype,
}

/** A key that is equal for two constants that can be merged. */
const constantKey = (node: Extract<TraceNode, { kind: 'constant' }>): string =>
  `${JSON.stringify(node.outputs)} ${node.values.join()}`
/** Longer constants are hardly ever equal, and comparing them takes time. */
const SHARED_LENGTH = 64

/**
 * The same function with fewer nodes: operations that change nothing are dropped, equal constants
 * are merged, and nodes that no output needs are left out. All inputs stay.
 */
export function simplify(trace: Trace): Trace {
  const instead = new Map<string, Source>()
  const keyOf = ({ node, output }: Source): string => `${node}:${output}`
  const resolve = (source: Source): Source => instead.get(keyOf(source)) ?? source
  const typeOf = ({ node, output }: Source) =>
    trace.nodes[node]?.outputs[output] ?? { dtype: -1, shape: [] }

  const constants = new Map<string, number>()
  const nodes = trace.nodes.map((node, index): TraceNode => {
    if (node.kind === 'input') return node
    if (node.kind === 'constant') {
      if (node.values.length > SHARED_LENGTH) return node
      const key = constantKey(node)
      const first = constants.get(key)
      if (first === undefined) constants.set(key, index)
      else instead.set(keyOf({ node: index, output: 0 }), { node: first, output: 0 })
      return node
    }
    const rewired = { ...node, inputs: node.inputs.map(resolve) }
    if (HANDS_ON[node.operation]?.(rewired, typeOf))
      instead.set(keyOf({ node: index, output: 0 }), rewired.inputs[0] as Source)
    return rewired
  })
  return withoutUnused({ ...trace, nodes, outputs: trace.outputs.map(resolve) })
}

function withoutUnused({ nodes, inputs, outputs }: Trace): Trace {
  const needed = new Set<number>([...inputs, ...outputs.map(({ node }) => node)])
  for (let index = nodes.length - 1; index >= 0; index--) {
    const node = nodes[index]
    if (needed.has(index) && node?.kind === 'operation')
      for (const source of node.inputs) needed.add(source.node)
  }
  const moved = new Map([...needed].sort((a, b) => a - b).map((old, now) => [old, now]))
  const move = ({ node, output }: Source): Source => ({ node: moved.get(node) ?? -1, output })
  return {
    nodes: nodes.flatMap((node, index) =>
      !needed.has(index)
        ? []
        : [node.kind === 'operation' ? { ...node, inputs: node.inputs.map(move) } : node],
    ),
    inputs: inputs.map((node) => moved.get(node) ?? -1),
    outputs: outputs.map(move),
  }
}
