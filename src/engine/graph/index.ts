export { nodeAttributes } from './attributes'
export { generalise } from './generalise'
export { GRAPH_VERSION } from './op-table'
export { Program, type Variable } from './program'
export {
  readSavedModel,
  TAG,
  encodeSavedModel,
  type AttributeProto,
  type NodeProto,
  type Signature,
} from './proto'
export { GraphSession, type Named } from './session'
export { simplify } from './simplify'
export { reshaped, splice } from './splice'
export { inScope, trace, type TracedFunction } from './trace'
export { DataType, TraceError, type TensorType, type Trace, type Values } from './types'
export { GraphWriter, type Ref } from './writer'
