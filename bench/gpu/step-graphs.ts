import type { NodeProto } from '../../src/engine/graph/proto'
import { GraphSession } from '../../src/engine/graph/session'
import { nativeOps } from '../../src/engine/runtime/tensorflow'
import { partsOf } from '../../src/engine/training/testing/step-loops'
import { GraphStepLoop } from '../../src/engine/training/graph-step-loop'
import { functionName } from '../../src/engine/training/step-functions'
import { CASES, type CaseId } from '../training/cases'

/**
 * The operations of a case's compiled training step, as it is built for a GPU; the graph runs
 * nothing, so none is needed.
 */
export function stepNodes(id: CaseId): readonly NodeProto[] {
  Object.defineProperty(nativeOps(), 'onGpu', { value: true })
  let nodes: readonly NodeProto[] = []
  const load = GraphSession.load.bind(GraphSession)
  GraphSession.load = (binding, all, ...rest) => {
    nodes = all
    return load(binding, all, ...rest)
  }
  try {
    const { model, optimizer } = CASES[id].recipe
    const parts = partsOf({ model, optimizer })
    new GraphStepLoop(parts, { parts: 1 }).dispose()
    const scope = `${functionName('steps', parts.recipe.batchSize)}/`
    return nodes.filter(({ name }) => name.startsWith(scope))
  } finally {
    GraphSession.load = load
  }
}
