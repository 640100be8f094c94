import { TraceError, type Source, type Trace, type TraceNode } from './types'

/**
 * Adds the nodes of a traced function to those of another.
 * @param inputs the outputs, among those nodes, that become the function's inputs
 * @returns the outputs that became the function's outputs
 */
export function splice(
  nodes: TraceNode[],
  part: Trace,
  inputs: readonly Source[],
): readonly Source[] {
  const placed: number[] = []
  const moved = ({ node, output }: Source): Source => {
    const original = part.nodes[node]
    return original?.kind === 'input'
      ? (inputs[original.index] as Source)
      : { node: placed[node] ?? -1, output }
  }
  part.nodes.forEach((node, index) => {
    if (node.kind === 'input') return
    const own = node.kind === 'operation' ? { ...node, inputs: node.inputs.map(moved) } : node
    placed[index] = nodes.push(own) - 1
  })
  return part.outputs.map(moved)
}

/**
 * A function that computes each element independently, for tensors of another shape than it was
 * traced with. So no large tensor is needed for the trace.
 * @throws TraceError if it has constants of more than one number, which may depend on the shape
 */
export function reshaped(trace: Trace, from: readonly number[], to: readonly number[]): Trace {
  const before = from.join()
  return {
    ...trace,
    nodes: trace.nodes.map((node): TraceNode => {
      if (node.kind === 'constant') {
        if (node.outputs[0].shape.length === 0) return node
        throw new TraceError('a computation that should be element by element depends on the shape')
      }
      const outputs = node.outputs.map((type) =>
        type.shape.join() === before ? { ...type, shape: [...to] } : type,
      )
      return { ...node, outputs } as TraceNode
    }),
  }
}
