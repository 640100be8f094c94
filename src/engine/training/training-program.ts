import { DataType, Program, type GraphSession, type Named, type Ref, type TensorType, type Trace, type Variable } from '../graph'
import { backend } from '../runtime/tensorflow'
import { batchSizes } from './batch-sizes'
import type { LoopParts } from './loop-parts'
import type { Sized } from './sized-trace'
import { declareSplit, defineAnswers } from './traced-answers'
import type { StepTracer } from './traced-step'

const scalar = (dtype: number): TensorType => ({ dtype, shape: [] })
const int32s = (count: number): TensorType => ({ dtype: DataType.int32, shape: [count] })

/** Names of the session's functions for so many examples. */
export const functionName = (kind: 'step' | 'gradients', examples: number): string => `${kind}${examples}`

interface ProgramOptions {
  /** Parts in which a batch goes through the network at the same time, where its size allows it. */
  readonly parts: number
  readonly evaluationBatch: number
  /** Examples of the function that tells gradients. */
  readonly checkBatch: number
}

/** Everything that a training does on its device, as one graph: a session holds state and takes one graph. */
export function startTraining(tracer: StepTracer, { model, recipe, train, test }: LoopParts, options: ProgramOptions): GraphSession {
  const program = new Program()
  const declare = (variables: ReturnType<StepTracer['state']>): Variable[] =>
    variables.map(([name, { shape }]) => program.variable(name, { dtype: DataType.float32, shape }))
  const state = declare(tracer.state())
  const weights = state.slice(0, tracer.weights().length)
  const data = { train: declareSplit(program, 'train', train, model.inputShape), test: declareSplit(program, 'test', test, model.inputShape) }

  const findings = byParts((parts) => tracer.findings(parts), options.parts)
  const update = tracer.update()
  const numbers = tracer.trainable.rule.numbers(0.1, 0).map((_, i): [string, TensorType] => [`number${i}`, scalar(DataType.float32)])
  const readAll = (scope: string, variables: readonly Variable[]): Ref[] => variables.map((variable) => program.read(scope, variable))

  for (const size of batchSizes(train.count, recipe.batchSize)) {
    const inputs = { indices: int32s(size), step: scalar(DataType.int32), ...Object.fromEntries(numbers) }
    program.define(functionName('step', size), inputs, (fed, scope) => {
      const before = readAll(scope, state)
      const [loss, correct, ...found] = program.writer.inline(scope, findings(size), [
        ...readAll(scope, data.train.variables),
        fed.indices as Ref,
        fed.step as Ref,
        ...before.slice(0, weights.length),
      ])
      const values = program.writer.inline(`${scope}/update`, update.trace, [...found, ...numbers.map(([name]) => fed[name] as Ref), ...before])
      const assign = update.assigned.map((name, i) => ({ variable: state.find((variable) => variable.name === name) as Variable, value: values[i] as Ref }))
      return { results: { loss: loss as Ref, correct: correct as Ref }, assign }
    })
  }
  program.define(functionName('gradients', options.checkBatch), { indices: int32s(options.checkBatch), step: scalar(DataType.int32) }, (fed, scope) => {
    const inputs = [...readAll(scope, data.train.variables), fed.indices as Ref, fed.step as Ref, ...readAll(scope, weights)]
    const [, , ...found] = program.writer.inline(scope, findings(options.checkBatch), inputs)
    return { results: named(tracer.trainable.names(), found) }
  })
  const answers = tracer.answers()
  for (const size of batchSizes(test.count, options.evaluationBatch)) defineAnswers(program, answers, size, data.test.variables, weights)
  const session = program.start(backend().binding)
  session.write(tracer.state().map(([name, variable]) => [name, variable.dataSync<'float32'>()]))
  for (const { values } of Object.values(data)) session.write(values())
  return session
}

const named = (names: readonly string[], refs: readonly Ref[]): Named<Ref> => Object.fromEntries(names.map((name, i) => [name, refs[i] as Ref]))

/** The same function in so many parts, or whole for a size that they don't divide; each is traced at its first use. */
function byParts(make: (parts: number) => Sized, wanted: number): (size: number) => Trace {
  const made = new Map<number, Sized>()
  return (size) => {
    const parts = size % wanted === 0 ? wanted : 1
    const sized = made.get(parts) ?? make(parts)
    made.set(parts, sized)
    return sized(size)
  }
}
