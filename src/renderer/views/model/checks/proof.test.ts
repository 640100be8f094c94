// @vitest-environment happy-dom
import { createPinia, setActivePinia } from 'pinia'
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { effectScope, type EffectScope } from 'vue'
import { settingsSchema } from '@shared/contract/desktop'
import type { RunInfo, RunState } from '@shared/contract/training'
import { lint, type Finding } from '@shared/model/lint'
import { preset } from '@shared/model/presets'
import { parseRecipe } from '@shared/model/recipe'
import { resolveModel } from '@shared/model/resolve'
import type { ModelSpec } from '@shared/model/spec'
import { installApi } from '@renderer/api'
import { fakeDesktop, fakeEngine, type FakeEngine } from '@renderer/api/testing/fake'
import { useDatasets } from '@renderer/stores/datasets'
import { useMessages } from '@renderer/stores/messages'
import { useRuns } from '@renderer/stores/runs/runs'
import { useRunTracks } from '@renderer/stores/runs/tracks'
import { useRunSelection } from '@renderer/stores/runs/selection'
import { useWorkbench } from '@renderer/stores/workbench'
import { useProof } from './proof'

const finding = lint(resolveModel(preset('lenet'))).find(
  ({ rule }) => rule === 'saturatingChain',
) as Finding
const dataset = {
  ...{
    id: 'fashion-mnist',
    title: 'Fashion-MNIST',
    kind: 'idx' as const,
    state: 'ready' as const,
    height: 28,
    width: 28,
    channels: 1,
  },
  ...{ classes: Array.from({ length: 10 }, String), train: 60_000, test: 10_000, bytes: 1 },
  origin: 'known' as const,
}

let engine: FakeEngine
let scope: EffectScope
/** Every run that was started, in order. */
let started: RunInfo[]
/** What is proved outlives the view, and so a test: each has a network of its own. */
let spec: ModelSpec
let count = 0

beforeEach(async () => {
  setActivePinia(createPinia())
  started = []
  spec = { ...preset('lenet'), name: `Net ${++count}` }
  engine = fakeEngine({
    'datasets.list': () => [dataset],
    'runs.list': () => [],
    'runs.snapshot': ({ run }) => ({
      info: useRuns().find(run) as RunInfo,
      events: [],
      sequence: -1,
    }),
    'runs.start': ({ recipe, title }) => {
      const id = String(started.length)
      const run: RunInfo = {
        ...{
          id,
          title: title ?? '',
          recipe: parseRecipe(recipe),
          state: 'running',
          device: 'CPU',
          created: 1,
          modified: 1,
        },
        epochsDone: 0,
        stepsDone: 0,
        stepsTotal: 64,
      }
      started.push(run)
      return run
    },
    'runs.control': ({ run }) => ended(Number(run), 'stopped', null),
  })
  installApi({
    desktop: fakeDesktop({
      'draft.get': () => ({ draft: null }),
      'settings.set': (changes: object) => settingsSchema.parse(changes),
      notify: () => ({}),
    }),
    engine,
  })
  useRunTracks().load()
  useDatasets().load()
  engine.connect(true)
  await vi.waitFor(() => expect(useDatasets().find('fashion-mnist')).toBeDefined())
  scope = effectScope()
})
afterEach(() => scope.stop())

const proof = () => scope.run(useProof) as ReturnType<typeof useProof>

function ended(index: number, state: RunState, testAccuracy: number | null): RunInfo {
  const run = { ...(started[index] as RunInfo), state, stepsDone: 64 }
  return testAccuracy === null
    ? run
    : {
        ...run,
        last: {
          type: 'epoch',
          epoch: 2,
          step: 64,
          trainLoss: 1,
          trainAccuracy: 0.5,
          testLoss: 1,
          testAccuracy,
        },
      }
}

/** Waits until so many trainings were begun, and lets the newest come to its end. */
async function end(place: number, state: RunState, testAccuracy: number | null): Promise<void> {
  await vi.waitFor(() => expect(useRuns().find(String(place - 1))?.state).toBe('running'))
  engine.say('run.changed', ended(place - 1, state, testAccuracy))
}

async function firstPair(): Promise<void> {
  proof().prove(spec, finding)
  await end(1, 'finished', 0.1)
  await end(2, 'finished', 0.6)
  await vi.waitFor(() => expect(proof().proofOf(spec, finding)?.pairs).toHaveLength(1))
}

describe('a proof', () => {
  it('trains both networks with one seed, shows their curves and says what they came to', async () => {
    await firstPair()
    expect(started.map(({ title, recipe }) => [title, recipe.seed])).toEqual([
      [`${spec.name}, as drawn`, 0],
      [`${spec.name}, with fix (A chain of sigmoids)`, 0],
    ])
    expect(useWorkbench().view).toBe('train')
    expect([useRunSelection().checked, useRunSelection().pooled]).toEqual([['0', '1'], true])
    expect(proof().proofOf(spec, finding)?.verdict).toMatchObject({ word: 'better', pairs: 1 })
    expect(useMessages().messages).toHaveLength(1)
  })

  it('adds pairs with further seeds, and pools them', async () => {
    await firstPair()
    useWorkbench().show('model')
    proof().again(spec, finding)
    await end(3, 'finished', 0.12)
    await end(4, 'finished', 0.64)
    await vi.waitFor(() =>
      expect(
        proof()
          .proofOf(spec, finding)
          ?.pairs.map(({ seed }) => seed),
      ).toEqual([0, 1]),
    )
    expect(started.slice(2).map(({ title, recipe }) => [title, recipe.seed])).toEqual([
      [`${spec.name}, as drawn, seed 1`, 1],
      [`${spec.name}, with fix, seed 1 (A chain of sigmoids)`, 1],
    ])
    expect(proof().proofOf(spec, finding)?.verdict).toMatchObject({
      pairs: 2,
      accuracy: { difference: expect.closeTo(0.51, 6) as number },
    })
    // Who has gone on to the warnings is left there, and Train has all four.
    expect([useWorkbench().view, useRunSelection().checked]).toEqual([
      'model',
      ['0', '1', '2', '3'],
    ])
  })

  it.each(['drawn', 'fixed'])(
    'keeps the pairs that are done when a further one is cancelled as %s trains, and tries that seed again',
    async (side) => {
      await firstPair()
      const before = proof().proofOf(spec, finding)
      proof().again(spec, finding)
      if (side === 'fixed') await end(3, 'finished', 0.2)
      await vi.waitFor(() => expect(started).toHaveLength(side === 'fixed' ? 4 : 3))
      await vi.waitFor(() => expect(proof().runningOf(spec, finding)?.run).toBe(started.at(-1)?.id))
      proof().cancel()
      await vi.waitFor(() => expect(proof().running.value).toBeUndefined())
      expect(proof().proofOf(spec, finding)).toMatchObject({
        pairs: before?.pairs,
        verdict: before?.verdict,
      })
      const tried = started.length
      proof().again(spec, finding)
      await vi.waitFor(() => expect(started).toHaveLength(tried + 1))
      // What came to its end before is not trained again.
      expect([started.at(-1)?.recipe.seed, started.at(-1)?.title]).toEqual([
        1,
        started[tried - 1]?.title,
      ])
      proof().cancel()
      await vi.waitFor(() => expect(proof().running.value).toBeUndefined())
      expect(useMessages().messages).toHaveLength(1)
    },
  )

  it('waits for a run that is paused, and ends with one that is stopped elsewhere', async () => {
    proof().prove(spec, finding)
    await end(1, 'paused', null)
    await vi.waitFor(() => expect(useRuns().find('0')?.state).toBe('paused'))
    expect(proof().runningOf(spec, finding)?.side).toBe('drawn')
    engine.say('run.changed', ended(0, 'running', null))
    engine.say('run.changed', ended(0, 'stopped', null))
    await vi.waitFor(() => expect(proof().running.value).toBeUndefined())
    expect([started.length, proof().proofOf(spec, finding)]).toEqual([1, undefined])
  })

  it('is read off the runs: of an earlier start or the command line, under another name, and gone with them', async () => {
    await firstPair()
    const before = proof().proofOf(spec, finding)
    const [first, second] = [ended(0, 'finished', 0.1), ended(1, 'finished', 0.6)]
    let kept: RunInfo[] = [first, { ...second, title: 'renamed' }]
    setActivePinia(createPinia())
    engine = fakeEngine({
      'datasets.list': () => [dataset],
      'runs.list': () => kept,
      'runs.snapshot': () => ({ info: first, events: [], sequence: -1 }),
    })
    installApi({ desktop: fakeDesktop({ 'draft.get': () => ({ draft: null }) }), engine })
    useRunTracks().load()
    useDatasets().load()
    engine.connect(true)
    const named = { ...spec, name: 'Renamed' }
    await vi.waitFor(() => expect(proof().proofOf(named, finding)?.pairs).toEqual(before?.pairs))
    expect(
      proof().proofOf({ ...spec, layers: preset('lenet-relu').layers }, finding),
    ).toBeUndefined()
    kept = [first]
    await useRuns().refresh()
    expect(proof().proofOf(named, finding)).toBeUndefined()
  })

  it('is of one data set', async () => {
    await firstPair()
    const { useSetup } = await import('../setup')
    useSetup().dataset = 'other'
    expect(proof().proofOf(spec, finding)).toBeUndefined()
    useSetup().dataset = 'fashion-mnist'
    expect(proof().proofOf(spec, finding)).toBeDefined()
  })
})
