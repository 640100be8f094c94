import {
  DataType,
  type Named,
  type Program,
  type Ref,
  type TensorType,
  type Trace,
  type Variable,
} from '../graph'
import type { TracedUpdate } from './traced-update'

const scalar = (dtype: number): TensorType => ({ dtype, shape: [] })
const int32s = (count: number): TensorType => ({ dtype: DataType.int32, shape: [count] })

/** Name of the session's function for batches of `examples`, with `steps` steps in a call. */
export const functionName = (kind: 'steps' | 'gradients', examples: number, steps = 1): string =>
  `${kind}${examples}x${steps}`

/** Name of an input or a result of one of a call's steps. */
export const atStep = (name: string, step: number): string => `${name}.${step}`

/** What the functions of a training's graph are written from. */
export interface StepGraph {
  readonly program: Program
  /** Images and labels of the training examples. */
  readonly examples: readonly Variable[]
  /** Everything that the training changes: weights, then the optimizer's arrays. */
  readonly state: readonly Variable[]
  readonly weights: readonly Variable[]
  /** Forward and backward for a batch of so many examples. */
  readonly findings: (size: number) => Trace
  readonly update: TracedUpdate
  /** How many numbers the optimizer needs at each step. */
  readonly numbers: number
  /** How many numbers are drawn for a picture; 0 where the recipe changes none. */
  readonly drawn: number
}

const readAll = ({ program }: StepGraph, scope: string, variables: readonly Variable[]): Ref[] =>
  variables.map((variable) => program.read(scope, variable))

const drawInputs = (name: string, size: number, drawn: number): [string, TensorType][] =>
  drawn > 0 ? [[name, { dtype: DataType.float32, shape: [size, drawn] }]] : []

const stepInputs = (
  at: number,
  size: number,
  { numbers, drawn }: StepGraph,
): [string, TensorType][] => [
  [atStep('indices', at), int32s(size)],
  [atStep('step', at), scalar(DataType.int32)],
  ...drawInputs(atStep('draws', at), size, drawn),
  ...Array.from({ length: numbers }, (_, i): [string, TensorType] => [
    atStep(`number${i}`, at),
    scalar(DataType.float32),
  ]),
]

/**
 * Writes one step of a function.
 * @param input one of the step's inputs by its name
 * @param values of the state before the step
 * @returns the batch's results, and the values of the state after the step
 */
function writeStep(
  graph: StepGraph,
  scope: string,
  size: number,
  examples: readonly Ref[],
  input: (name: string) => Ref,
  values: readonly Ref[],
) {
  const { program, state, weights, findings, update, numbers, drawn } = graph
  const [loss, correct, ...found] = program.writer.inline(scope, findings(size), [
    ...examples,
    input('indices'),
    input('step'),
    ...(drawn > 0 ? [input('draws')] : []),
    ...values.slice(0, weights.length),
  ])
  const updated = program.writer.inline(`${scope}/update`, update.trace, [
    ...found,
    ...Array.from({ length: numbers }, (_, i) => input(`number${i}`)),
    ...values,
  ])
  const after = state.map(
    ({ name }, i) => updated[update.assigned.indexOf(name)] ?? (values[i] as Ref),
  )
  return { loss: loss as Ref, correct: correct as Ref, after }
}

/**
 * Adds the function that makes `count` steps, one after another, with batches of `size` examples.
 * The variables are written once, after the last step.
 */
export function defineSteps(graph: StepGraph, size: number, count: number): void {
  const { program, state, update } = graph
  const inputs = Object.fromEntries(
    Array.from({ length: count }, (_, at) => stepInputs(at, size, graph)).flat(),
  )
  program.define(functionName('steps', size, count), inputs, (fed, scope) => {
    const examples = readAll(graph, scope, graph.examples)
    let values = readAll(graph, scope, state)
    const results: Record<string, Ref> = {}
    for (let at = 0; at < count; at++) {
      const input = (name: string): Ref => fed[atStep(name, at)] as Ref
      const step = writeStep(graph, scope, size, examples, input, values)
      results[atStep('loss', at)] = step.loss
      results[atStep('correct', at)] = step.correct
      values = step.after
    }
    const assign = state.flatMap((variable, i) =>
      update.assigned.includes(variable.name) ? [{ variable, value: values[i] as Ref }] : [],
    )
    return { results, assign }
  })
}

/** Adds the function that gives the gradients of a batch, by the names of the trained weights. */
export function defineGradients(graph: StepGraph, trained: readonly string[], size: number): void {
  const inputs = {
    ...{ indices: int32s(size), step: scalar(DataType.int32) },
    ...Object.fromEntries(drawInputs('draws', size, graph.drawn)),
  }
  graph.program.define(functionName('gradients', size), inputs, (fed, scope) => {
    const [, , ...found] = graph.program.writer.inline(scope, graph.findings(size), [
      ...readAll(graph, scope, graph.examples),
      fed.indices as Ref,
      fed.step as Ref,
      ...('draws' in fed ? [fed['draws']] : []),
      ...readAll(graph, scope, graph.weights),
    ])
    return { results: named(trained, found) }
  })
}

const named = (names: readonly string[], refs: readonly Ref[]): Named<Ref> =>
  Object.fromEntries(names.map((name, i) => [name, refs[i] as Ref]))
