// @vitest-environment happy-dom
import { createPinia, setActivePinia } from 'pinia'
import { beforeEach, describe, expect, it, vi } from 'vitest'
import type { RunInfo, TrainEvent } from '@shared/contract/training'
import { preset } from '@shared/model/presets'
import { parseRecipe } from '@shared/model/recipe'
import { installApi } from '@renderer/api'
import { fakeDesktop, fakeEngine, type FakeEngine } from '@renderer/api/testing/fake'
import { useRuns } from './runs'
import { useRunTracks } from './tracks'

const recipe = parseRecipe({ model: preset('lenet'), dataset: 'fashion-mnist' })
const run = (changes: Partial<RunInfo> = {}): RunInfo => ({
  ...{ id: 'a', title: 'LeNet', recipe, state: 'running', device: 'CPU', created: 1, modified: 1 },
  ...{ epochsDone: 0, stepsDone: 0, stepsTotal: 2350 },
  ...changes,
})
const point = (step: number): TrainEvent => ({
  type: 'progress',
  epoch: 1,
  step,
  loss: 2,
  accuracy: 0.1,
  examplesPerSecond: 9000,
  learningRate: 0.9,
  etaSeconds: 60,
})

/** What the engine holds; a test changes it between connections. */
let held: { info: RunInfo; events: TrainEvent[] }
let engine: FakeEngine

beforeEach(() => {
  setActivePinia(createPinia())
  held = { info: run(), events: [point(47)] }
  engine = fakeEngine({
    'runs.list': () => [held.info],
    'runs.snapshot': () => ({
      info: held.info,
      events: held.events,
      sequence: held.events.length - 1,
    }),
  })
  installApi({ desktop: fakeDesktop({}), engine })
  useRunTracks().load()
})

const stepsOf = (id: string): number[] =>
  useRunTracks()
    .eventsOf(id)
    .flatMap((event) => (event.type === 'done' ? [] : [event.step]))

describe('runs', () => {
  it('shows a training that was running before the window opened, with all its points', async () => {
    held.events = [point(47), point(94)]
    engine.connect(true)
    await vi.waitFor(() => expect(stepsOf('a')).toEqual([47, 94]))
    expect(useRuns().active?.id).toBe('a')
    expect(useRunTracks().progressOf('a')?.step).toBe(94)
  })

  it('joins events that come while the snapshot is fetched', async () => {
    engine.connect(true)
    engine.say('run.event', { run: 'a', sequence: 1, event: point(94) })
    engine.say('run.event', { run: 'a', sequence: 0, event: point(47) })
    await vi.waitFor(() => expect(stepsOf('a')).toEqual([47, 94]))
  })

  it('fetches everything anew when an event is missing', async () => {
    engine.connect(true)
    await vi.waitFor(() => expect(stepsOf('a')).toEqual([47]))
    held.events = [47, 94, 141, 188].map(point)
    engine.say('run.event', { run: 'a', sequence: 3, event: point(188) })
    await vi.waitFor(() => expect(stepsOf('a')).toEqual([47, 94, 141, 188]))
  })

  it('keeps the points through a crash, and takes the new engine’s count of them', async () => {
    engine.connect(true)
    await vi.waitFor(() => expect(stepsOf('a')).toEqual([47]))
    engine.connect(false)
    expect(stepsOf('a')).toEqual([47])
    held = { info: run({ state: 'interrupted', checkpointStep: 40 }), events: [] }
    engine.connect(true)
    await vi.waitFor(() => expect(useRuns().find('a')?.state).toBe('interrupted'))
    await vi.waitFor(() => expect(stepsOf('a')).toEqual([]))
    expect(useRuns().active).toBeUndefined()
  })

  it('shows points that follow fast together, but at once what ends an epoch or changes the run’s state', async () => {
    vi.useFakeTimers()
    try {
      engine.connect(true)
      await vi.waitFor(() => expect(stepsOf('a')).toEqual([47]))
      let sequence = 1
      const say = (event: TrainEvent): void =>
        engine.say('run.event', { run: 'a', sequence: sequence++, event })
      vi.advanceTimersByTime(1000)
      for (const step of [94, 141, 188]) say(point(step))
      expect(stepsOf('a')).toEqual([47, 94])
      vi.advanceTimersByTime(1000)
      expect(stepsOf('a')).toEqual([47, 94, 141, 188])
      say(point(235))
      expect(stepsOf('a')).not.toContain(235)
      say({
        type: 'epoch',
        epoch: 1,
        step: 236,
        trainLoss: 2,
        trainAccuracy: 0.1,
        testLoss: 2,
        testAccuracy: 0.1,
      })
      expect(stepsOf('a').slice(-2)).toEqual([235, 236])
      say(point(282))
      engine.say('run.changed', run({ state: 'paused' }))
      expect(stepsOf('a').at(-1)).toBe(282)
    } finally {
      vi.useRealTimers()
    }
  })

  it('keeps a paused training in the job bar while this engine holds it', async () => {
    engine.connect(true)
    await vi.waitFor(() => expect(useRuns().active?.state).toBe('running'))
    engine.say('run.changed', run({ state: 'paused' }))
    expect(useRuns().active?.state).toBe('paused')
    engine.say('run.changed', run({ state: 'finished' }))
    expect(useRuns().active).toBeUndefined()
  })
})
