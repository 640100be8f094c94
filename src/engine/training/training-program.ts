import {
  DataType,
  Program,
  type GraphSession,
  type Named,
  type Ref,
  type TensorType,
  type Trace,
  type Variable,
} from '../graph'
import { backend } from '../runtime/tensorflow'
import { batchSizes } from '../evaluate/batch-sizes'
import type { LoopParts } from './loop-parts'
import type { Sized } from '../evaluate/sized-trace'
import { declareSplit, defineAnswers } from '../evaluate/traced-answers'
import type { StepTracer } from './traced-step'

const scalar = (dtype: number): TensorType => ({ dtype, shape: [] })
const int32s = (count: number): TensorType => ({ dtype: DataType.int32, shape: [count] })

/** Names of the session's functions: for so many examples in each of so many steps. */
export const functionName = (kind: 'steps' | 'gradients', examples: number, steps = 1): string =>
  `${kind}${examples}x${steps}`

/** What one of a call's steps is fed, or tells. */
export const atStep = (name: string, step: number): string => `${name}.${step}`

const stepInputs = (at: number, size: number, numbers: number): [string, TensorType][] => [
  [atStep('indices', at), int32s(size)],
  [atStep('step', at), scalar(DataType.int32)],
  ...Array.from({ length: numbers }, (_, i): [string, TensorType] => [
    atStep(`number${i}`, at),
    scalar(DataType.float32),
  ]),
]

interface ProgramOptions {
  /** Parts in which a batch goes through the network at the same time, where its size allows it. */
  readonly parts: number
  /** Steps of whole batches that one call can make. */
  readonly stepsAtOnce: number
  readonly evaluationBatch: number
  /** Examples of the function that tells gradients. */
  readonly checkBatch: number
}

/**
 * Everything that a training does on its device, as one graph: a session holds state and takes one
 * graph.
 */
export function startTraining(
  tracer: StepTracer,
  { model, recipe, train, test }: LoopParts,
  options: ProgramOptions,
): GraphSession {
  const program = new Program()
  const declare = (variables: ReturnType<StepTracer['state']>): Variable[] =>
    variables.map(([name, { shape }]) => program.variable(name, { dtype: DataType.float32, shape }))
  const state = declare(tracer.state())
  const weights = state.slice(0, tracer.weights().length)
  const data = {
    train: declareSplit(program, 'train', train, model.inputShape),
    test: declareSplit(program, 'test', test, model.inputShape),
  }

  const findings = byParts((parts) => tracer.findings(parts), options.parts)
  const update = tracer.update()
  const numbers = tracer.trainable.rule.numbers(0.1, 0).length
  const readAll = (scope: string, variables: readonly Variable[]): Ref[] =>
    variables.map((variable) => program.read(scope, variable))

  /** One step after another; the variables are written once, after the last. */
  const defineSteps = (size: number, count: number): void => {
    const inputs = Object.fromEntries(
      Array.from({ length: count }, (_, at) => stepInputs(at, size, numbers)).flat(),
    )
    program.define(functionName('steps', size, count), inputs, (fed, scope) => {
      const examples = readAll(scope, data.train.variables)
      let values = readAll(scope, state)
      const results: Record<string, Ref> = {}
      for (let at = 0; at < count; at++) {
        const of = (name: string): Ref => fed[atStep(name, at)] as Ref
        const [loss, correct, ...found] = program.writer.inline(scope, findings(size), [
          ...examples,
          of('indices'),
          of('step'),
          ...values.slice(0, weights.length),
        ])
        const fresh = program.writer.inline(`${scope}/update`, update.trace, [
          ...found,
          ...Array.from({ length: numbers }, (_, i) => of(`number${i}`)),
          ...values,
        ])
        Object.assign(results, { [atStep('loss', at)]: loss, [atStep('correct', at)]: correct })
        values = state.map(
          ({ name }, i) => fresh[update.assigned.indexOf(name)] ?? (values[i] as Ref),
        )
      }
      const changed = state.flatMap((variable, i) =>
        update.assigned.includes(variable.name) ? [{ variable, value: values[i] as Ref }] : [],
      )
      return { results, assign: changed }
    })
  }
  for (const size of batchSizes(train.count, recipe.batchSize)) defineSteps(size, 1)
  if (options.stepsAtOnce > 1) defineSteps(recipe.batchSize, options.stepsAtOnce)

  program.define(
    functionName('gradients', options.checkBatch),
    { indices: int32s(options.checkBatch), step: scalar(DataType.int32) },
    (fed, scope) => {
      const inputs = [
        ...readAll(scope, data.train.variables),
        fed.indices as Ref,
        fed.step as Ref,
        ...readAll(scope, weights),
      ]
      const [, , ...found] = program.writer.inline(scope, findings(options.checkBatch), inputs)
      return { results: named(tracer.trainable.names(), found) }
    },
  )
  const answers = tracer.answers()
  for (const size of batchSizes(test.count, options.evaluationBatch))
    defineAnswers(program, answers, size, data.test.variables, weights)
  const session = program.start(backend().binding)
  session.write(valuesOf(tracer.state()))
  for (const { values } of Object.values(data)) session.write(values())
  return session
}

/** Each is read when it is written: all of them at once would be the whole state twice more. */
function* valuesOf(state: ReturnType<StepTracer['state']>): Iterable<[string, Float32Array]> {
  for (const [name, variable] of state) yield [name, variable.dataSync<'float32'>()]
}

const named = (names: readonly string[], refs: readonly Ref[]): Named<Ref> =>
  Object.fromEntries(names.map((name, i) => [name, refs[i] as Ref]))

/**
 * The same function in so many parts, or whole for a size that they don't divide; each is traced at
 * its first use.
 */
function byParts(make: (parts: number) => Sized, wanted: number): (size: number) => Trace {
  const made = new Map<number, Sized>()
  return (size) => {
    const parts = size % wanted === 0 ? wanted : 1
    const sized = made.get(parts) ?? make(parts)
    made.set(parts, sized)
    return sized(size)
  }
}
