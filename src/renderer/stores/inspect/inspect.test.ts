// @vitest-environment happy-dom
import { effectScope } from 'vue'
import { describe, expect, it } from 'vitest'
import { AppError } from '@shared/errors'
import { useMessages } from '../messages'
import { useHandOver } from '../hand-over'
import { entry, layers, inspectScene } from './testing/inspect-scene'

const scene = inspectScene()

describe('Inspect', () => {
  it('opens on the bundled model and the first sample, and shows all layers', async () => {
    const store = await scene.launch()
    expect(scene.fake.forwards).toHaveLength(1)
    expect(scene.fake.forwards[0]!.input).toEqual({
      model: 'bundled:lenet',
      picture: 'picture-1',
      invert: false,
    })
    expect(store.busy).toBe(true)
    await scene.fake.forwards[0]!.answer()
    expect([store.busy, store.pass?.id]).toEqual([false, 'pass-1'])
    expect([...store.maps.keys()]).toEqual(layers.map(({ id }) => id))
    expect(store.network?.classes).toBe(10)
  })

  it('falls back to the untrained preset without a bundled model', async () => {
    scene.fake.answers['models.list'] = () => [entry('preset:lenet')]
    const store = await scene.launch()
    expect(store.model).toBe('preset:lenet')
  })

  it('drops the answer to an older request', async () => {
    const store = await scene.launch()
    store.invert = true
    await scene.fake.turn()
    expect(scene.fake.forwards).toHaveLength(2)
    await scene.fake.forwards[1]!.answer()
    await scene.fake.forwards[0]!.answer()
    expect(store.pass?.id).toBe('pass-2')
  })

  it('keeps the picture before and says so when files are no pictures', async () => {
    const store = await scene.launch()
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
    const store = await scene.launch()
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
    await scene.fake.turn()
    expect(store.pass).toBeUndefined()
  })

  it('goes on when the view that began it is gone', async () => {
    const scope = effectScope()
    const store = await scope.run(scene.launch)!
    scope.stop()
    store.model = 'run:one'
    await scene.fake.turn()
    expect(scene.fake.forwards.at(-1)!.input.model).toBe('run:one')
  })

  it('opens what another view asks for, with its model', async () => {
    const store = await scene.launch()
    useHandOver().leave('pictures', {
      sources: [{ kind: 'dataset', dataset: 'fashion-mnist', split: 'test', index: 7 }],
      model: 'run:one',
    })
    await scene.fake.turn()
    expect(store.model).toBe('run:one')
    expect(store.current?.source).toMatchObject({ index: 7 })
  })

  it('opens the picture again when the engine no longer knows it', async () => {
    const store = await scene.launch()
    await scene.fake.forwards[0]!.refuse(new AppError('not-found', 'Unknown picture.'))
    expect(scene.fake.forwards[1]!.input.picture).toBe('picture-2')
    await scene.fake.forwards[1]!.answer()
    expect(store.error).toBeUndefined()
    expect(store.pictures).toHaveLength(1)
  })

  it('shows an error where the maps would be, and recovers with the engine', async () => {
    const store = await scene.launch()
    await scene.fake.forwards[0]!.refuse(new AppError('corrupt', 'Weights are damaged.'))
    expect(store.error?.message).toBe('Weights are damaged.')
    await scene.fake.reconnect()
    await scene.fake.forwards[1]!.answer()
    expect(store.error).toBeUndefined()
  })

  it('moves on to another model when the present one is deleted', async () => {
    const store = await scene.launch()
    store.model = 'run:one'
    await scene.fake.turn()
    scene.fake.answers['models.list'] = () => [entry('preset:lenet')]
    scene.fake.emit('models.changed', {})
    await scene.fake.turn()
    expect(store.model).toBe('preset:lenet')
  })
})
