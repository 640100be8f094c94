import { createPinia, setActivePinia } from 'pinia'
import { afterEach, beforeEach, vi } from 'vitest'
import type { Bridge } from '@shared/contract/desktop'
import type { LayerMaps, Pass, Picture } from '@shared/contract/inspect'
import { AppError } from '@shared/errors'
import { LOGITS } from '@shared/model/output/meaning'
import { preset } from '@shared/model/presets'
import { resolveModel } from '@shared/model/resolve'
import { summarise } from '@shared/model/summary'
import { installApi, type EngineLink } from '@renderer/api'
import { useExactValues } from '../exact-values'
import { useForward } from '../forward'
import { useInspectedModel } from '../model'
import { useOpening } from '../opening'
import { usePass } from '../pass'
import { useSelection } from '../selection'
import { useInspectStart } from '../start'
import { useStrip } from '../strip'
import { useUnitDetail } from '../unit-detail'
import { useModels } from '../../models/models'
import { useReturning } from '../../returning'

const lenet = preset('lenet')
export const layers = summarise(resolveModel(lenet)).layers.map(
  ({ id, kind, outputShape, receptiveField }) => ({
    ...{ id, kind, shape: outputShape, receptiveField },
    ...{ min: 0, max: 1, mean: 0.5, standardDeviation: 0.1, sparsity: 0 },
  }),
)

export const entry = (ref: string) => ({
  ...{
    ref,
    title: ref,
    origin: 'preset',
    trained: false,
    parameters: 1,
    inputShape: [28, 28, 1],
    meaning: LOGITS,
    classes: [],
  },
})
const maps: LayerMaps = {
  shape: [1],
  quantised: new Uint8Array(1),
  minimum: new Float32Array(1),
  maximum: new Float32Array(1),
}

/** An engine whose answers the test writes; forward passes wait until they are answered. */
function fakeEngine() {
  const listeners = new Map<string, ((payload: never) => void)[]>()
  const connectedListeners: ((connected: boolean) => void)[] = []
  const calls: { name: string; input: Record<string, unknown> }[] = []
  const forwards: {
    input: { model: string; picture: string; invert: boolean }
    answer: (step?: number) => Promise<void>
    refuse: (error: Error) => Promise<void>
  }[] = []
  let pictures = 0
  const turn = async (): Promise<void> => {
    for (let i = 0; i < 80; i++) await Promise.resolve()
  }
  const answers: Record<string, (input: Record<string, unknown>) => unknown> = {
    'models.list': () => ['preset:lenet', 'bundled:lenet', 'run:one'].map(entry),
    'models.detail': () => ({
      entry: entry('preset:lenet'),
      spec: lenet,
      summary: summarise(resolveModel(lenet)),
    }),
    'pictures.samples': () => ['boot'],
    'pictures.open': ({ source }): Picture => {
      const of = source as { kind: string; name?: string; token?: string }
      if (of.token === 'token-garbage')
        throw new AppError('invalid-image', 'garbage.png is neither a PNG nor a JPEG.')
      return {
        id: `picture-${++pictures}`,
        name: of.name ?? of.kind,
        height: 1,
        width: 1,
        preview: { height: 1, width: 1, rgba: new Uint8Array(4) },
      }
    },
    'inspect.maps': () => maps,
    'inspect.values': () => ({
      shape: [28, 28, 6],
      data: new Float32Array(28 * 28 * 6).fill(0.25),
    }),
    'probe.journals': () => [],
    'inspect.unit': () => ({ value: 0.25, field: null, clipped: false, patch: null }),
  }
  const link = {
    connected: true,
    call(name: string, input: Record<string, unknown>) {
      calls.push({ name, input })
      if (name === 'inspect.forward') {
        return new Promise((resolve, reject) => {
          const n = forwards.length + 1
          forwards.push({
            input: input as never,
            answer: (step) => {
              const pass: Pass = {
                id: `pass-${n}`,
                model: String(input.model),
                step,
                input: { shape: [1, 1, 1], data: new Float32Array(1) },
                layers,
                meaning: LOGITS,
                predictions: [],
                values: [],
              }
              resolve(pass)
              return turn()
            },
            refuse: (error) => {
              reject(error)
              return turn()
            },
          })
        })
      }
      return new Promise((resolve, reject) => {
        try {
          const answer = answers[name]
          if (!answer) throw new Error(`the test has no answer for ${name}`)
          resolve(answer(input))
        } catch (error) {
          reject(error instanceof Error ? error : new Error(String(error)))
        }
      })
    },
    on: (name: string, listener: (payload: never) => void) => {
      listeners.set(name, [...(listeners.get(name) ?? []), listener])
      return () => {}
    },
    onConnected: (listener: (connected: boolean) => void) => {
      connectedListeners.push(listener)
      return () => {}
    },
  }
  const emit = (name: string, payload: unknown): void =>
    listeners.get(name)?.forEach((listener) => listener(payload as never))
  const reconnect = async (): Promise<void> => {
    connectedListeners.forEach((listener) => listener(true))
    await turn()
  }
  const callsOf = (name: string) => calls.filter((call) => call.name === name)
  return { link: link as unknown as EngineLink, forwards, answers, emit, reconnect, callsOf, turn }
}

/** The parts of Inspect, for a test to look at and to turn. */
const partsOf = () => ({
  strip: useStrip(),
  opening: useOpening(),
  inspected: useInspectedModel(),
  passes: usePass(),
  forward: useForward(),
  selection: useSelection(),
  unitDetail: useUnitDetail(),
  exact: useExactValues(),
  start: useInspectStart(),
})

export type FakeEngine = ReturnType<typeof fakeEngine>

/**
 * Inspect's store with an engine whose answers the test writes: a new one for each test, as
 * `scene.fake`.
 */
export function inspectScene() {
  const scene = {
    fake: undefined as unknown as FakeEngine,
    /** Answers of main, by call. */
    kept: {} as Record<string, unknown>,
    told: [] as { readonly name: string; readonly input: unknown }[],
    async launch() {
      useModels().load()
      useReturning().load()
      useInspectStart().load()
      await scene.fake.turn()
      return partsOf()
    },
  }
  beforeEach(() => {
    vi.useFakeTimers()
    setActivePinia(createPinia())
    scene.fake = fakeEngine()
    scene.kept = { 'inspect.get': { kept: null, contents: {} }, 'held.get': { held: null } }
    scene.told = []
    const call = (name: string, input: unknown): Promise<unknown> => {
      scene.told.push({ name, input })
      return Promise.resolve(scene.kept[name] ?? {})
    }
    installApi({
      engine: scene.fake.link,
      desktop: { call, on: () => () => {} } as unknown as Bridge,
    })
  })
  afterEach(() => {
    vi.useRealTimers()
  })
  return scene
}
