import { TraceError, type Source, type Trace, type TraceNode } from './types'

/**
 * Adds a traced function to the nodes of another.
 * @param inputs what stands for the function's inputs, among those nodes
 * @returns what stands for its outputs
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
 * A function that computes each element by itself, for tensors of another shape than it was traced
 * on: a large one need not be there for that.
 * @throws TraceError where it holds constants of more than one number: they may tell of the shape
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
