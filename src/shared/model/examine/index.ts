export { examine, type ExaminedLayer, type Examination } from './examine'
export type { Fix, FixCode, Problem, ProblemCode, Values } from './problem'
export { parametersOf, type ParameterInfo } from './schema'
