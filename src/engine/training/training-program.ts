import { DataType, Program, type GraphSession, type Trace, type Variable } from '../graph'
import { backend } from '../runtime/tensorflow'
import { batchSizes } from '../evaluate/batch-sizes'
import type { LoopParts } from './loop-parts'
import type { Sized } from '../evaluate/sized-trace'
import { declareSplit, defineAnswers } from '../evaluate/traced-answers'
import { defineGradients, defineSteps, type StepGraph } from './step-functions'
import type { StepTracer } from './traced-step'

interface ProgramOptions {
  /** Parts in which a batch goes through the network at the same time, where its size allows it. */
  readonly parts: number
  /** Steps of full batches that one call can make. */
  readonly stepsAtOnce: number
  readonly evaluationBatch: number
  /** Examples of the function that gives gradients. */
  readonly checkBatch: number
}

/**
 * Everything that a training computes on its device, as one graph, because a session owns the state
 * and takes one graph.
 */
export function startTraining(
  tracer: StepTracer,
  { model, recipe, train, heldOut }: LoopParts,
  options: ProgramOptions,
): GraphSession {
  const program = new Program()
  const state = declareState(program, tracer)
  const weights = state.slice(0, tracer.weights().length)
  const shown = weights.map((weight) => {
    const name = tracer.trainable.shown(weight.name)
    return state.find((variable) => variable.name === name) ?? weight
  })
  const data = {
    train: declareSplit(program, 'train', train, model.inputShape),
    heldOut: declareSplit(program, 'heldOut', heldOut, model.inputShape),
  }
  const graph: StepGraph = {
    ...{ program, state, weights, examples: data.train.variables },
    findings: byParts((parts) => tracer.findings(parts), options.parts),
    update: tracer.update(),
    numbers: tracer.trainable.numbers(0.1, 0).length,
    drawn: tracer.drawn,
  }
  for (const size of batchSizes(train.count, recipe.batchSize)) defineSteps(graph, size, 1)
  if (options.stepsAtOnce > 1) defineSteps(graph, recipe.batchSize, options.stepsAtOnce)
  defineGradients(graph, tracer.trainable.names(), options.checkBatch)

  const answers = tracer.answers()
  for (const size of batchSizes(heldOut.count, options.evaluationBatch))
    defineAnswers(program, answers, size, data.heldOut.variables, shown)
  const session = program.start(backend().binding)
  session.write(valuesOf(tracer))
  for (const { values } of Object.values(data)) session.write(values())
  return session
}

const declareState = (program: Program, tracer: StepTracer): Variable[] =>
  tracer
    .state()
    .map(([name, { shape }]) => program.variable(name, { dtype: DataType.float32, shape }))

/** Each is read when it is written, since all of them at once would double the state in memory. */
function* valuesOf(tracer: StepTracer): Iterable<[string, Float32Array]> {
  for (const [name, variable] of tracer.state()) yield [name, variable.dataSync<'float32'>()]
}

/**
 * The same function for a batch in `wanted` parts, or in one part for a size that they don't
 * divide. Each is traced at its first use.
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
