// @vitest-environment happy-dom
import { createPinia, setActivePinia } from 'pinia'
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { effectScope, type EffectScope } from 'vue'
import type { RunInfo, RunState } from '@shared/contract/training'
import { preset } from '@shared/model/presets'
import { parseRecipe } from '@shared/model/recipe'
import { installApi } from '@renderer/api'
import { fakeDesktop, fakeEngine, type FakeEngine } from '@renderer/api/testing/fake'
import { useRuns } from '@renderer/stores/runs/runs'
import { useRunTracks } from '@renderer/stores/runs/tracks'
import { useRunControl } from '@renderer/stores/runs/control'
import { useWindowProgress } from './window-progress'

const recipe = parseRecipe({ model: preset('lenet'), dataset: 'fashion-mnist' })
const run = (state: RunState, id = 'a'): RunInfo => ({
  ...{ id, title: 'LeNet', recipe, state, device: 'CPU', created: 1, modified: 1 },
  ...{ epochsDone: 1, stepsDone: 2, stepsTotal: 2, checkpointStep: 2 },
})

let engine: FakeEngine
let scope: EffectScope
let told: string[]
/** What the engine says to a start, and before it. */
let onStart: () => RunInfo

beforeEach(() => {
  setActivePinia(createPinia())
  told = []
  engine = fakeEngine({
    'runs.list': () => [run('stopped', 'old')],
    'runs.snapshot': ({ run: id }) => ({
      info: useRuns().find(id) ?? run('running', id),
      events: [],
      sequence: -1,
    }),
    'runs.start': () => onStart(),
    'runs.resume': () => onStart(),
  })
  const desktop = fakeDesktop({
    notify: (message: { title: string; body: string }) => {
      told.push(`${message.title}: ${message.body}`)
      return {}
    },
    'window.progress': () => ({}),
  })
  installApi({ desktop, engine })
  vi.spyOn(document, 'hasFocus').mockReturnValue(false)
  useRunTracks().load()
  engine.connect(true)
  scope = effectScope()
  scope.run(useWindowProgress)
})
afterEach(() => {
  scope.stop()
  vi.restoreAllMocks()
})

const settled = async (count: number): Promise<void> => {
  await vi.waitFor(() => expect(told).toHaveLength(count))
  // Nothing more comes of it.
  await new Promise((resolve) => setTimeout(resolve, 20))
  expect(told).toHaveLength(count)
}

describe('useWindowProgress', () => {
  it('says once that a training has finished', async () => {
    onStart = () => run('running')
    await useRunControl().start(recipe)
    for (const state of ['running', 'finished', 'finished'] as const) {
      engine.say('run.changed', run(state))
      await Promise.resolve()
    }
    await settled(1)
    expect(told[0]).toMatch(/LeNet/)
  })

  it('says so of one that was over before the window first heard of it', async () => {
    onStart = () => {
      engine.say('run.changed', run('finished'))
      return run('finished')
    }
    await useRunControl().start(recipe)
    await settled(1)
  })

  it('leaves the end of a quiet one to whoever started it, but not what comes of it later', async () => {
    onStart = () => run('running')
    await useRunControl().start(recipe, { quiet: true })
    engine.say('run.changed', run('failed'))
    await new Promise((resolve) => setTimeout(resolve, 20))
    expect(told).toEqual([])
    await useRunControl().resume('a')
    engine.say('run.changed', run('finished'))
    await settled(1)
  })

  it('says so of one that was resumed, and nothing of those that were over long ago or are stopped', async () => {
    await vi.waitFor(() => expect(useRuns().find('old')).toBeDefined())
    engine.say('run.changed', run('failed', 'older'))
    onStart = () => run('running', 'old')
    await useRunControl().resume('old')
    engine.say('run.changed', run('stopped', 'old'))
    await new Promise((resolve) => setTimeout(resolve, 20))
    expect(told).toEqual([])
    await useRunControl().resume('old')
    engine.say('run.changed', run('finished', 'old'))
    await settled(1)
  })
})
