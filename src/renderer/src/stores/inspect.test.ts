// @vitest-environment happy-dom
import { createPinia, setActivePinia } from 'pinia'
import { effectScope, watch } from 'vue'
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import type { LayerMaps, Pass, Picture } from '@shared/contract/inspect'
import { AppError } from '@shared/errors'
import { preset } from '@shared/model/presets'
import { resolveModel } from '@shared/model/resolve'
import { summarise } from '@shared/model/summary'
import { installApi, type EngineLink } from '@renderer/api'
import type { Bridge } from '@shared/contract/desktop'
import { useInspect } from './inspect'
import { useMessages } from './messages'
import { useModels } from './models'
import { useWorkbench } from './workbench'

const lenet = preset('lenet')
const layers = summarise(resolveModel(lenet)).layers.map(({ id, kind, outputShape, receptiveField }) => ({
  ...{ id, kind, shape: outputShape, receptiveField },
  ...{ min: 0, max: 1, mean: 0.5, standardDeviation: 0.1, sparsity: 0 },
}))

const entry = (ref: string) => ({
  ...{ ref, title: ref, origin: 'preset', trained: false, parameters: 1, inputShape: [28, 28, 1], classes: [] },
})
const maps: LayerMaps = { shape: [1], quantised: new Uint8Array(1), minimum: new Float32Array(1), maximum: new Float32Array(1) }

/** An engine whose answers the test writes; forward passes wait until they are answered. */
function fakeEngine() {
  const listeners = new Map<string, ((payload: never) => void)[]>()
  const connectedListeners: ((connected: boolean) => void)[] = []
  const calls: { name: string; input: Record<string, unknown> }[] = []
  const forwards: { input: { model: string; picture: string; invert: boolean }; answer: (step?: number) => Promise<void>; refuse: (error: Error) => Promise<void> }[] = []
  let pictures = 0
  const turn = async (): Promise<void> => {
    for (let i = 0; i < 30; i++) await Promise.resolve()
  }
  const answers: Record<string, (input: Record<string, unknown>) => unknown> = {
    'models.list': () => ['preset:lenet', 'bundled:lenet', 'run:one'].map(entry),
    'models.detail': () => ({ entry: entry('preset:lenet'), spec: lenet, summary: summarise(resolveModel(lenet)) }),
    'pictures.samples': () => ['boot'],
    'pictures.open': ({ source }): Picture => {
      const of = source as { kind: string; name?: string; token?: string }
      if (of.token === 'token-garbage') throw new AppError('invalid-image', 'garbage.png is neither a PNG nor a JPEG.')
      return { id: `picture-${++pictures}`, name: of.name ?? of.kind, height: 1, width: 1, preview: { height: 1, width: 1, rgba: new Uint8Array(4) } }
    },
    'inspect.maps': () => maps,
    'inspect.values': () => ({ shape: [28, 28, 6], data: new Float32Array(28 * 28 * 6).fill(0.25) }),
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
              const pass: Pass = { id: `pass-${n}`, model: String(input.model), step, input: { shape: [1, 1, 1], data: new Float32Array(1) }, layers, predictions: [] }
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
          resolve(answers[name]!(input))
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
  const emit = (name: string, payload: unknown): void => listeners.get(name)?.forEach((listener) => listener(payload as never))
  const reconnect = async (): Promise<void> => {
    connectedListeners.forEach((listener) => listener(true))
    await turn()
  }
  const callsOf = (name: string) => calls.filter((call) => call.name === name)
  return { link: link as unknown as EngineLink, forwards, answers, emit, reconnect, callsOf, turn }
}

let fake: ReturnType<typeof fakeEngine>

async function launch() {
  const store = useInspect()
  useModels().load()
  store.load()
  await fake.turn()
  return store
}

beforeEach(() => {
  vi.useFakeTimers()
  setActivePinia(createPinia())
  fake = fakeEngine()
  installApi({ engine: fake.link, desktop: { call: async () => ({}), on: () => () => {} } as unknown as Bridge })
})
afterEach(() => {
  vi.useRealTimers()
})

describe('Inspect', () => {
  it('opens on the bundled model and the first sample, and shows all layers', async () => {
    const store = await launch()
    expect(fake.forwards).toHaveLength(1)
    expect(fake.forwards[0]!.input).toEqual({ model: 'bundled:lenet', picture: 'picture-1', invert: false })
    expect(store.busy).toBe(true)
    await fake.forwards[0]!.answer()
    expect([store.busy, store.pass?.id]).toEqual([false, 'pass-1'])
    expect([...store.maps.keys()]).toEqual(layers.map(({ id }) => id))
    expect(store.network?.classes).toBe(10)
  })

  it('falls back to the untrained preset without a bundled model', async () => {
    fake.answers['models.list'] = () => [entry('preset:lenet')]
    const store = await launch()
    expect(store.model).toBe('preset:lenet')
  })

  it('drops the answer to an older request', async () => {
    const store = await launch()
    store.invert = true
    await fake.turn()
    expect(fake.forwards).toHaveLength(2)
    await fake.forwards[1]!.answer()
    await fake.forwards[0]!.answer()
    expect(store.pass?.id).toBe('pass-2')
  })

  it('keeps the picture before and says so when files are no pictures', async () => {
    const store = await launch()
    await store.openTokens([
      { token: 'token-garbage', name: 'garbage.png' },
      { token: 'token-garbage', name: 'other.png' },
    ])
    expect(store.pictures).toHaveLength(1)
    expect(store.current?.picture.id).toBe('picture-1')
    expect(useMessages().messages.map(({ tone, title }) => [tone, title])).toEqual([
      ['error', 'garbage.png'],
      ['error', 'other.png'],
    ])
  })

  it('shows the first of several opened pictures, switches and closes', async () => {
    const store = await launch()
    await store.openTokens([
      { token: 'token-a', name: 'a.png' },
      { token: 'token-b', name: 'b.png' },
    ])
    const [sample, a, b] = store.pictures.map(({ key }) => key)
    expect(store.currentKey).toBe(a)
    store.close(a!)
    expect(store.currentKey).toBe(b)
    store.close(b!)
    expect(store.currentKey).toBe(sample)
    store.close(sample!)
    expect(store.currentKey).toBeUndefined()
    await fake.turn()
    expect(store.pass).toBeUndefined()
  })

  it('goes on when the view that began it is gone', async () => {
    const scope = effectScope()
    const store = await scope.run(launch)!
    scope.stop()
    store.model = 'run:one'
    await fake.turn()
    expect(fake.forwards.at(-1)!.input.model).toBe('run:one')
  })

  it('opens what another view asks for, with its model', async () => {
    const store = await launch()
    useWorkbench().openPictures({ sources: [{ kind: 'dataset', dataset: 'fashion-mnist', split: 'test', index: 7 }], model: 'run:one' })
    await fake.turn()
    expect(store.model).toBe('run:one')
    expect(store.current?.source).toMatchObject({ index: 7 })
  })

  it('opens the picture again when the engine no longer knows it', async () => {
    const store = await launch()
    await fake.forwards[0]!.refuse(new AppError('not-found', 'Unknown picture.'))
    expect(fake.forwards[1]!.input.picture).toBe('picture-2')
    await fake.forwards[1]!.answer()
    expect(store.error).toBeUndefined()
    expect(store.pictures).toHaveLength(1)
  })

  it('shows an error where the maps would be, and recovers with the engine', async () => {
    const store = await launch()
    await fake.forwards[0]!.refuse(new AppError('corrupt', 'Weights are damaged.'))
    expect(store.error?.message).toBe('Weights are damaged.')
    await fake.reconnect()
    await fake.forwards[1]!.answer()
    expect(store.error).toBeUndefined()
  })

  it('moves on to another model when the present one is deleted', async () => {
    const store = await launch()
    store.model = 'run:one'
    await fake.turn()
    fake.answers['models.list'] = () => [entry('preset:lenet')]
    fake.emit('models.changed', {})
    await fake.turn()
    expect(store.model).toBe('preset:lenet')
  })
})

describe('a training in Inspect', () => {
  async function live() {
    const store = await launch()
    store.model = 'run:one'
    await fake.turn()
    await fake.forwards.at(-1)!.answer(0)
    store.see(new Set(['conv1']))
    return store
  }

  it('is followed with one request in flight, at most four times a second', async () => {
    const store = await live()
    const before = fake.forwards.length
    for (let step = 1; step <= 50; step++) fake.emit('run.weights', { run: 'one', step })
    expect(fake.forwards).toHaveLength(before + 1)
    await vi.advanceTimersByTimeAsync(2000)
    expect(fake.forwards).toHaveLength(before + 1)
    await fake.forwards.at(-1)!.answer(20)
    expect(store.pass?.step).toBe(20)
    expect(fake.forwards).toHaveLength(before + 2)
    await fake.forwards.at(-1)!.answer(50)
    await vi.advanceTimersByTimeAsync(2000)
    expect(fake.forwards).toHaveLength(before + 2)
    expect(store.busy).toBe(false)
  })

  it('shows maps, value and prediction of a step together', async () => {
    const store = await live()
    store.pin({ layer: 'conv1', unit: { row: 3, column: 4, channel: 2 } })
    await fake.turn()
    fake.emit('run.weights', { run: 'one', step: 10 })
    fake.answers['inspect.unit'] = () => ({ value: 0.75, field: null, clipped: false, patch: null })
    const shown: unknown[] = []
    watch(() => store.pass, (pass) => shown.push([store.maps.get('conv1')?.pass === pass?.id, store.detail?.unit.value]), { flush: 'post' })
    await fake.forwards.at(-1)!.answer(10)
    expect(shown).toEqual([[true, 0.75]])
  })

  it('fetches only the layers on the screen until it rests', async () => {
    await live()
    const before = fake.callsOf('inspect.maps').length
    fake.emit('run.weights', { run: 'one', step: 10 })
    await fake.forwards.at(-1)!.answer(10)
    expect(fake.callsOf('inspect.maps').slice(before).map(({ input }) => input.layer)).toEqual(['conv1'])
    await vi.advanceTimersByTimeAsync(1100)
    expect(fake.callsOf('inspect.maps').length - before).toBe(layers.length)
  })

  it('is left alone while another view is shown, and caught up with afterwards', async () => {
    const store = await live()
    const before = fake.forwards.length
    useWorkbench().view = 'train'
    await fake.turn()
    fake.emit('run.weights', { run: 'one', step: 10 })
    fake.emit('run.weights', { run: 'one', step: 20 })
    expect(fake.forwards).toHaveLength(before)
    useWorkbench().view = 'inspect'
    await fake.turn()
    expect(fake.forwards).toHaveLength(before + 1)
    await fake.forwards.at(-1)!.answer(20)
    expect(store.pass?.step).toBe(20)
  })

  it('of another run changes nothing', async () => {
    await live()
    const before = fake.forwards.length
    fake.emit('run.weights', { run: 'two', step: 10 })
    expect(fake.forwards).toHaveLength(before)
  })
})

describe('selection', () => {
  const conv1 = (row: number, column: number) => ({ layer: 'conv1', unit: { row, column, channel: 2 } })

  async function pointing() {
    const store = await launch()
    await fake.forwards[0]!.answer()
    store.point(conv1(3, 4))
    await fake.turn()
    return store
  }

  it('brings the exact value and the field of what is pointed at', async () => {
    const store = await pointing()
    expect(store.detail).toMatchObject({ pass: 'pass-1', unit: { value: 0.25 } })
    expect(store.valueAt(conv1(20, 20))).toBe(0.25)
    expect(fake.callsOf('inspect.values')).toHaveLength(1)
  })

  it('stays where it is pinned, and Esc lets it go before it forgets it', async () => {
    const store = await pointing()
    store.pin(conv1(3, 4))
    store.point(conv1(5, 5))
    expect([store.target, store.pinned]).toEqual([conv1(3, 4), true])
    store.escape()
    expect([store.target, store.pinned]).toEqual([conv1(3, 4), false])
    store.escape()
    expect(store.target).toBeUndefined()
  })

  it('leaves the value of what else the pointer is on within reach', async () => {
    const store = await pointing()
    store.pin(conv1(3, 4))
    const other = { layer: 'sigmoid1', unit: { row: 9, column: 9, channel: 5 } }
    store.point(other)
    await fake.turn()
    expect([store.target, store.hovered]).toEqual([conv1(3, 4), other])
    expect(store.valueAt(other)).toBe(0.25)
    store.leave()
    expect(store.hovered).toBeUndefined()
  })

  it('is where the keys have gone, pinned before or not', async () => {
    const store = await pointing()
    store.point(conv1(3, 4))
    store.pin(conv1(3, 4))
    store.walk(conv1(3, 5))
    expect([store.target, store.hovered, store.pinned]).toEqual([conv1(3, 5), conv1(3, 5), true])
  })

  it('is asked about anew when the pass changes, and old values are not shown', async () => {
    const store = await pointing()
    fake.answers['inspect.unit'] = () => ({ value: 0.75, field: null, clipped: false, patch: null })
    store.invert = true
    await fake.turn()
    await fake.forwards[1]!.answer()
    expect(store.target).toEqual(conv1(3, 4))
    expect(store.detail).toMatchObject({ pass: 'pass-2', unit: { value: 0.75 } })
    expect(fake.callsOf('inspect.values')).toHaveLength(2)
  })
})
