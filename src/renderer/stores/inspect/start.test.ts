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
    const { inspected, passes } = await scene.launch()
    expect(scene.fake.forwards).toHaveLength(1)
    expect(scene.fake.forwards[0]!.input).toEqual({
      model: 'bundled:lenet',
      picture: 'picture-1',
      invert: false,
    })
    expect(passes.busy).toBe(true)
    await scene.fake.forwards[0]!.answer()
    expect([passes.busy, passes.pass?.id]).toEqual([false, 'pass-1'])
    expect([...passes.maps.keys()]).toEqual(layers.map(({ id }) => id))
    expect(inspected.network?.classes).toBe(10)
  })

  it('falls back to the untrained preset without a bundled model', async () => {
    scene.fake.answers['models.list'] = () => [entry('preset:lenet')]
    const { inspected } = await scene.launch()
    expect(inspected.model).toBe('preset:lenet')
  })

  it('drops the answer to an older request', async () => {
    const { strip, passes } = await scene.launch()
    strip.invert = true
    await scene.fake.turn()
    expect(scene.fake.forwards).toHaveLength(2)
    await scene.fake.forwards[1]!.answer()
    await scene.fake.forwards[0]!.answer()
    expect(passes.pass?.id).toBe('pass-2')
  })

  it('keeps the picture before and says so when files are no pictures', async () => {
    const { strip, opening } = await scene.launch()
    await opening.openTokens([
      { token: 'token-garbage', name: 'garbage.png' },
      { token: 'token-garbage', name: 'other.png' },
    ])
    expect(strip.pictures).toHaveLength(1)
    expect(strip.current?.picture.id).toBe('picture-1')
    expect(useMessages().messages.map(({ tone, title }) => [tone, title])).toEqual([
      ['error', 'garbage.png'],
      ['error', 'other.png'],
    ])
  })

  it('shows the first of several opened pictures, switches and closes', async () => {
    const { strip, opening, passes } = await scene.launch()
    await opening.openTokens([
      { token: 'token-a', name: 'a.png' },
      { token: 'token-b', name: 'b.png' },
    ])
    const [sample, a, b] = strip.pictures.map(({ key }) => key)
    expect(strip.currentKey).toBe(a)
    strip.close(a!)
    expect(strip.currentKey).toBe(b)
    strip.close(b!)
    expect(strip.currentKey).toBe(sample)
    strip.close(sample!)
    expect(strip.currentKey).toBeUndefined()
    await scene.fake.turn()
    expect(passes.pass).toBeUndefined()
  })

  it('goes on when the view that began it is gone', async () => {
    const scope = effectScope()
    const { inspected } = await scope.run(scene.launch)!
    scope.stop()
    inspected.model = 'run:one'
    await scene.fake.turn()
    expect(scene.fake.forwards.at(-1)!.input.model).toBe('run:one')
  })

  it('opens what another view asks for, with its model', async () => {
    const { strip, inspected } = await scene.launch()
    useHandOver().leave('pictures', {
      sources: [{ kind: 'dataset', dataset: 'fashion-mnist', split: 'test', index: 7 }],
      model: 'run:one',
    })
    await scene.fake.turn()
    expect(inspected.model).toBe('run:one')
    expect(strip.current?.source).toMatchObject({ index: 7 })
  })

  it('opens the picture again when the engine no longer knows it', async () => {
    const { strip, passes } = await scene.launch()
    await scene.fake.forwards[0]!.refuse(new AppError('not-found', 'Unknown picture.'))
    expect(scene.fake.forwards[1]!.input.picture).toBe('picture-2')
    await scene.fake.forwards[1]!.answer()
    expect(passes.error).toBeUndefined()
    expect(strip.pictures).toHaveLength(1)
  })

  it('shows an error where the maps would be, and recovers with the engine', async () => {
    const { passes } = await scene.launch()
    await scene.fake.forwards[0]!.refuse(new AppError('corrupt', 'Weights are damaged.'))
    expect(passes.error?.message).toBe('Weights are damaged.')
    await scene.fake.reconnect()
    await scene.fake.forwards[1]!.answer()
    expect(passes.error).toBeUndefined()
  })

  it('moves on to another model when the present one is deleted', async () => {
    const { inspected } = await scene.launch()
    inspected.model = 'run:one'
    await scene.fake.turn()
    scene.fake.answers['models.list'] = () => [entry('preset:lenet')]
    scene.fake.emit('models.changed', {})
    await scene.fake.turn()
    expect(inspected.model).toBe('preset:lenet')
  })
})
