import { classMeaning } from '@shared/model/output/class-check'
import type { OutputMeaning } from '@shared/model/output/meaning'
import type { Normalisation } from '@shared/model/recipe'
import type { Loss } from '@shared/recipe/choices'
import type { ResolvedModel } from '@shared/model/resolve'
import { summarise } from '@shared/model/summary'
import type { NamedArrays, Silenced } from '@shared/model/weights'
import { Program, TraceError, type GraphSession } from '../graph'
import { Network } from '../layers/network'
import { declareState, stateValues } from '../layers/network-state'
import { backend } from '../runtime/tensorflow'
import { batchSizes } from './batch-sizes'
import { DeviceSplit, firstExamples, type Examples } from './device-split'
import {
  evaluateInBatches,
  evaluateNetwork,
  type Answers,
  type EvaluateOptions,
  type NetworkEvaluation,
} from './evaluate'
import { answersOf, declareSplit, defineAnswers, traceAnswers } from './traced-answers'

/**
 * The most multiply-accumulates of one call: about 30 ms on two cores. The process handles requests
 * between calls.
 */
const MACS_PER_CALL = 1e9
const LARGEST_BATCH = 1000

/** Number of examples that a trace runs on. */
const SAMPLE = 16

/** Number of examples in one batch of a network's evaluation. */
export const evaluationBatch = (model: ResolvedModel): number =>
  Math.max(1, Math.min(LARGEST_BATCH, Math.floor(MACS_PER_CALL / summarise(model).totals.macs)))

/** What the evaluation of a network needs. */
export interface Evaluated {
  readonly entry: { readonly title: string; readonly meaning: OutputMeaning }
  readonly model: ResolvedModel
  readonly weights: NamedArrays
  readonly silenced?: Silenced
  readonly normalisation?: Normalisation
  /** The loss that it was trained with. @default 'crossEntropy' */
  readonly loss?: Loss
}

/** The network's answers as one graph, with its weights and the examples in the session. */
function startAnswering(
  network: Network,
  { entry, model, normalisation, loss = 'crossEntropy' }: Evaluated,
  examples: Examples,
  batchSize: number,
): GraphSession {
  const sample = new DeviceSplit(firstExamples(examples, SAMPLE), model.inputShape, normalisation)
  try {
    const answers = traceAnswers(network, sample, loss, classMeaning({ entry }))
    const program = new Program()
    const data = declareSplit(program, 'test', examples, model.inputShape)
    const state = declareState(program, network)
    for (const size of batchSizes(examples.count, batchSize))
      defineAnswers(program, answers, size, data.variables, state)
    const session = program.start(backend().binding)
    session.write(stateValues(network))
    session.write(data.values())
    return session
  } finally {
    sample.dispose()
  }
}

/**
 * Runs every example through a network (running statistics, no dropout), compiled, or operation by
 * operation if the network can't be traced.
 * @throws AppError `cancelled`; `unsupported` for a model whose outputs don't mean classes
 */
export async function evaluateModel(
  evaluated: Evaluated,
  examples: Examples,
  options: EvaluateOptions = {},
): Promise<NetworkEvaluation> {
  const { model, weights, silenced, normalisation, loss = 'crossEntropy' } = evaluated
  const meaning = classMeaning(evaluated)
  const batchSize = options.batchSize ?? evaluationBatch(model)
  const network = Network.create(model, weights, silenced)
  try {
    const session = startAnswering(network, evaluated, examples, batchSize)
    try {
      return await evaluateInBatches(
        examples,
        (indices) => session.call(answersOf(indices.length), { indices }) as unknown as Answers,
        { ...options, batchSize },
      )
    } finally {
      session.dispose()
    }
  } catch (thrown) {
    if (!(thrown instanceof TraceError)) throw thrown
    const split = new DeviceSplit(examples, model.inputShape, normalisation)
    try {
      return await evaluateNetwork(network, split, loss, { ...options, batchSize, meaning })
    } finally {
      split.dispose()
    }
  } finally {
    network.dispose()
  }
}
