import { readFileSync } from 'node:fs'
import { createInterface } from 'node:readline'
import { batchIndices, type Exercise } from './exercise'

/** The input of a worker. */
export interface BenchTrainer {
  /** The number of steps in one call. */
  readonly stepsAtOnce?: number
  /**
   * Steps of these batches, the first being the `step`-th of the run. @returns the last batch's
   * mean loss
   */
  steps(batches: readonly Int32Array[], step: number): number
  dispose(): void
}

type Request =
  | { readonly do: 'first-step' | 'memory' }
  | { readonly do: 'check' | 'pass'; readonly steps: number }

/**
 * Memory that the process has for itself now: without the pages of files, libraries above all, that
 * all processes share. Only Linux reports it.
 */
function ownBytes(): number | null {
  try {
    return Number(/RssAnon:\s+(\d+) kB/.exec(readFileSync('/proc/self/status', 'utf8'))?.[1]) * 1024
  } catch {
    return null
  }
}

/**
 * A worker's side of the conversation that python/worker.py describes: a request a line, an answer
 * a line.
 */
export function serve(
  exercise: Exercise,
  create: (options: { readonly dropout: boolean }) => BenchTrainer,
): void {
  let trainer: BenchTrainer | undefined
  let done = 0
  const steps = (count: number): number => {
    trainer ??= create({ dropout: true })
    let loss = NaN
    for (let left = count; left > 0;) {
      const { stepsAtOnce = 1 } = trainer
      const now = left >= stepsAtOnce ? stepsAtOnce : 1
      loss = trainer.steps(
        Array.from({ length: now }, (_, i) => batchIndices(exercise, done + i)),
        done,
      )
      done += now
      left -= now
    }
    return loss
  }
  const check = (count: number): readonly number[] => {
    const fresh = create({ dropout: false })
    const losses = Array.from({ length: count }, (_, step) =>
      fresh.steps([batchIndices(exercise, step)], step),
    )
    fresh.dispose()
    return losses
  }
  const answer = (request: Request): object => {
    switch (request.do) {
      case 'first-step':
        return { loss: steps(1) }
      case 'check':
        return { losses: check(request.steps) }
      case 'pass': {
        const started = performance.now()
        const loss = steps(request.steps)
        return { seconds: (performance.now() - started) / 1000, steps: request.steps, loss }
      }
      case 'memory':
        return { peakBytes: process.resourceUsage().maxRSS * 1024, ownBytes: ownBytes() }
    }
  }
  createInterface({ input: process.stdin }).on('line', (line) => {
    try {
      process.stdout.write(`${JSON.stringify(answer(JSON.parse(line) as Request))}\n`)
    } catch (thrown) {
      // The comparison reports its last output as the reason.
      process.stderr.write(`${thrown instanceof Error ? thrown.message : String(thrown)}\n`)
      process.exit(1)
    }
  })
}
