import { AppError, phrase } from '@shared/errors'
import { elements } from '@shared/layers/definition'
import type { NamedArray, NamedArrays } from '@shared/model/weights'
import type { GraphSession, Values } from '../graph'
import { forgetPreparation } from '../runtime/tensorflow'
import type { Examples } from '../evaluate/device-split'
import {
  evaluateInBatches,
  type Answers,
  type EvaluateOptions,
  type NetworkEvaluation,
} from '../evaluate/evaluate'
import { evaluationBatch } from '../evaluate/evaluate-model'
import type { LoopParts } from './loop-parts'
import type { GradientCall, StepCall, StepLoop } from './step-loop'
import { drawsOf, type Draws } from './augmentations/draws'
import type { StepResult } from '../runs/metrics'
import { answersOf } from '../evaluate/traced-answers'
import { StepTracer } from './traced-step'
import { atStep, functionName } from './step-functions'
import { startTraining } from './training-program'

/** The longest time in seconds that a training may take to react to a request. */
const LONGEST_CALL = 0.05

interface GraphOptions {
  /**
   * Number of parts in which a batch goes through the network at the same time; more than one only
   * if the batch can be split.
   */
  readonly parts: number
  /** Steps that one call can make. */
  readonly stepsAtOnce?: number
}

/** A small number of examples that is a multiple of the parts. */
export const checkBatch = (parts: number): number => parts * Math.ceil(8 / parts)

/**
 * The step as one TensorFlow graph in a session, which also holds weights, optimizer's arrays and
 * data.
 */
export class GraphStepLoop implements StepLoop {
  readonly #session: GraphSession
  /** The optimizer's numbers of a step. */
  readonly #numbers: (learningRate: number, step: number) => readonly number[]
  readonly #weights: readonly string[]
  /** The variables of the weights that are shown, in the same order. */
  readonly #shown: readonly string[]
  readonly #slots: readonly string[]
  readonly #trained: readonly string[]
  readonly #heldOut: Examples
  readonly #draws: Draws | undefined
  readonly #most: number
  /**
   * Duration of the last step that was called alone. The first one includes TensorFlow's
   * preparation.
   */
  #seconds = Infinity
  readonly #evaluationBatch: number
  readonly gradientBatch: number

  /** @throws TraceError if the network's step can't become a graph */
  constructor(loop: LoopParts, { parts, stepsAtOnce = 1 }: GraphOptions) {
    this.gradientBatch = checkBatch(parts)
    const tracer = new StepTracer(loop)
    try {
      const { trainable } = tracer
      this.#numbers = (learningRate, step) => trainable.numbers(learningRate, step)
      this.#weights = tracer.weights().map(([name]) => name)
      this.#shown = this.#weights.map((name) => trainable.shown(name))
      this.#slots = trainable.slots().map(({ name }) => name)
      this.#trained = trainable.names()
      this.#heldOut = loop.heldOut
      this.#draws = drawsOf(loop.recipe, loop.model.inputShape, loop.train.count)
      this.#most = Math.min(stepsAtOnce, Math.floor(loop.train.count / loop.recipe.batchSize)) || 1
      this.#evaluationBatch = evaluationBatch(loop.model)
      this.#session = startTraining(tracer, loop, {
        parts,
        stepsAtOnce: this.#most,
        evaluationBatch: this.#evaluationBatch,
        checkBatch: checkBatch(parts),
      })
    } finally {
      tracer.dispose()
    }
  }

  get stepsAtOnce(): number {
    return this.#seconds * this.#most < LONGEST_CALL ? this.#most : 1
  }

  step(call: StepCall): StepResult {
    const isFirst = this.#seconds === Infinity
    const started = performance.now()
    const [result] = this.#call([call])
    this.#seconds = (performance.now() - started) / 1000
    if (isFirst) forgetPreparation()
    return result as StepResult
  }

  steps(calls: readonly StepCall[]): StepResult[] {
    return calls.length > 1 && calls.length === this.#most
      ? this.#call(calls)
      : calls.map((call) => this.step(call))
  }

  /** Makes all steps in one call of the session. */
  #call(calls: readonly StepCall[]): StepResult[] {
    const examples = calls[0]?.indices.length ?? 0
    const fed = calls.flatMap(({ indices, learningRate, step }, at): [string, Values][] => [
      [atStep('indices', at), indices],
      [atStep('step', at), Int32Array.of(step)],
      ...this.#drawn(atStep('draws', at), { indices, step }),
      ...this.#numbers(learningRate, step).map((value, i): [string, Values] => [
        atStep(`number${i}`, at),
        Float32Array.of(value),
      ]),
    ])
    const told = this.#session.call(
      functionName('steps', examples, calls.length),
      Object.fromEntries(fed),
    )
    return calls.map((_, at) => ({
      loss: told[atStep('loss', at)]?.[0] ?? NaN,
      correct: told[atStep('correct', at)]?.[0] ?? 0,
    }))
  }

  #drawn(name: string, { indices, step, draws }: GradientCall): [string, Values][] {
    const rows = draws ?? this.#draws?.rows(indices, step)
    return rows ? [[name, rows]] : []
  }

  gradients(call: GradientCall): NamedArrays {
    const { indices, step } = call
    const found = this.#session.call(functionName('gradients', indices.length), {
      ...{ indices, step: Int32Array.of(step) },
      ...Object.fromEntries(this.#drawn('draws', call)),
    })
    return this.#named(
      this.#trained,
      this.#trained.map((name) => found[name] as Float32Array),
    )
  }

  evaluate(options?: EvaluateOptions): Promise<NetworkEvaluation> {
    const answer = (indices: Int32Array): Answers =>
      this.#session.call(answersOf(indices.length), { indices }) as unknown as Answers
    return evaluateInBatches(this.#heldOut, answer, {
      ...options,
      batchSize: this.#evaluationBatch,
    })
  }

  weights(): NamedArrays {
    return this.#read(this.#weights)
  }

  shownWeights(): NamedArrays {
    return this.#named(this.#weights, this.#session.read(this.#shown) as Float32Array[])
  }

  optimizerState(): NamedArrays {
    return this.#read(this.#slots)
  }

  restore(weights: NamedArrays, optimizerState: NamedArrays): void {
    this.#session.write([
      ...this.#weights.map((name) => this.#restored(name, weights)),
      ...this.#slots.map((name) => this.#restored(name, optimizerState)),
    ])
  }

  dispose(): void {
    this.#session.dispose()
  }

  #read(names: readonly string[]): NamedArrays {
    return this.#named(names, this.#session.read(names) as Float32Array[])
  }

  #named(names: readonly string[], arrays: readonly Float32Array[]): NamedArrays {
    return new Map(
      names.map((name, i): [string, NamedArray] => [
        name,
        { shape: this.#session.typeOf(name).shape, data: arrays[i] as Float32Array },
      ]),
    )
  }

  #restored(name: string, arrays: NamedArrays): readonly [string, Float32Array] {
    const array = arrays.get(name)
    if (array?.data.length !== elements(this.#session.typeOf(name).shape)) {
      throw new AppError(
        'corrupt',
        phrase`The checkpoint lacks the array "${name}", or it has another shape: it is of another recipe.`,
        { array: name },
      )
    }
    return [name, array.data]
  }
}
