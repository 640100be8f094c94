import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { TrainingControl } from './control'
import { isChapterPoint } from '../runs/metrics'
import { Recorder } from '../runs/recorder'
import type { RunFile } from '../runs/run-folder'
import type { StepCall, StepLoop } from './step-loop'
import type { StepResult } from '../runs/metrics'
import { recipe } from './testing/recipes'
import { Trainer } from './trainer'

let folder: string
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'convscope-trainer-'))
})
afterEach(() => rm(folder, { recursive: true, force: true }))

const BATCH = 16
const EPOCHS = 2

/** Trains nothing, and notes which steps it was asked to make in one call. */
function notingLoop(
  stepsAtOnce: number,
  atStep: (step: number) => void = () => undefined,
): { loop: StepLoop; asked: number[][] } {
  const asked: number[][] = []
  const told = ({ indices, step }: StepCall): StepResult => {
    atStep(step)
    return { loss: indices.length, correct: 1 }
  }
  const noted = (calls: readonly StepCall[]): StepResult[] => {
    asked.push(calls.map(({ step }) => step))
    return calls.map(told)
  }
  const loop: StepLoop = {
    stepsAtOnce,
    step: (call) => noted([call])[0] as StepResult,
    steps: noted,
    evaluate: () =>
      Promise.resolve({ accuracy: 0.5, loss: 1 } as Awaited<ReturnType<StepLoop['evaluate']>>),
    weights: () => new Map(),
    shownWeights: () => new Map(),
    optimizerState: () => new Map(),
    gradientBatch: BATCH,
    gradients: () => new Map(),
    restore: () => undefined,
    dispose: () => undefined,
  }
  return { loop, asked }
}

async function train(
  trainExamples: number,
  loop: StepLoop,
  {
    control = new TrainingControl(),
    checkpointEverySteps,
  }: { control?: TrainingControl; checkpointEverySteps?: number } = {},
): Promise<void> {
  const training = recipe({
    batchSize: BATCH,
    epochs: EPOCHS,
    ...(checkpointEverySteps ? { checkpointEverySteps } : {}),
  })
  const stepsTotal = EPOCHS * Math.ceil(trainExamples / BATCH)
  const recorder = new Recorder(folder, { recipe: training, stepsTotal } as RunFile, {
    onEvent: () => undefined,
    onState: () => undefined,
  })
  vi.spyOn(recorder, 'state').mockResolvedValue()
  await new Trainer({
    recipe: training,
    loop,
    trainExamples,
    recorder,
    control,
    runName: 'run',
  }).run()
}

describe('Trainer', () => {
  it.each([
    [40 * BATCH, 4, undefined],
    [40 * BATCH + 3, 4, undefined],
    [100 * BATCH + 1, 8, undefined],
    [100 * BATCH, 8, 12],
    [3 * BATCH, 8, undefined],
  ])(
    'makes several steps in one call if nothing is due between them: %i examples, %i at once, a checkpoint every %s',
    async (examples, most, checkpointEverySteps) => {
      const { loop, asked } = notingLoop(most)
      await train(examples, loop, { ...(checkpointEverySteps ? { checkpointEverySteps } : {}) })
      const perEpoch = Math.ceil(examples / BATCH)
      expect(asked.flat()).toEqual(Array.from({ length: EPOCHS * perEpoch }, (_, step) => step))
      for (const steps of asked) {
        expect([1, most]).toContain(steps.length)
        for (const step of steps.slice(0, -1)) {
          expect(isChapterPoint(step + 1, perEpoch)).toBe(false)
          if (checkpointEverySteps) expect((step + 1) % checkpointEverySteps).not.toBe(0)
        }
        // The epoch's last batch, which may be smaller, has a call of its own.
        if (steps.length > 1)
          expect(steps.map((step) => step % perEpoch)).not.toContain(perEpoch - 1)
      }
      expect(asked.some((steps) => steps.length === most)).toBe(most < perEpoch / 5)
    },
  )

  it('makes them one by one while single steps are requested', async () => {
    const control = new TrainingControl()
    control.request('step')
    const { loop, asked } = notingLoop(4, (step) =>
      step < 5 ? control.request('step') : step === 5 && control.request('continue'),
    )
    await train(40 * BATCH, loop, { control })
    expect(asked.slice(0, 6)).toEqual([[0], [1], [2], [3], [4], [5]])
    expect(asked.some((steps) => steps.length === 4)).toBe(true)
  })
})
