// @vitest-environment happy-dom
import { watch } from 'vue'
import { describe, expect, it, vi } from 'vitest'
import { useWorkbench } from '../workbench'
import { layers, inspectScene } from './testing/inspect-scene'

const scene = inspectScene()

describe('a training in Inspect', () => {
  async function live() {
    const parts = await scene.launch()
    const { inspected, forward } = parts
    inspected.model = 'run:one'
    await scene.fake.turn()
    await scene.fake.forwards.at(-1)!.answer(0)
    forward.see(new Set(['conv1']))
    return parts
  }

  it('is followed with one request in flight, at most four times a second', async () => {
    const { passes } = await live()
    const before = scene.fake.forwards.length
    for (let step = 1; step <= 50; step++) scene.fake.emit('run.weights', { run: 'one', step })
    expect(scene.fake.forwards).toHaveLength(before + 1)
    await vi.advanceTimersByTimeAsync(2000)
    expect(scene.fake.forwards).toHaveLength(before + 1)
    await scene.fake.forwards.at(-1)!.answer(20)
    expect(passes.pass?.step).toBe(20)
    expect(scene.fake.forwards).toHaveLength(before + 2)
    await scene.fake.forwards.at(-1)!.answer(50)
    await vi.advanceTimersByTimeAsync(2000)
    expect(scene.fake.forwards).toHaveLength(before + 2)
    expect(passes.busy).toBe(false)
  })

  it('shows maps, value and prediction of a step together', async () => {
    const { passes, selection, unitDetail } = await live()
    selection.pin({ layer: 'conv1', unit: { row: 3, column: 4, channel: 2 } })
    await scene.fake.turn()
    scene.fake.emit('run.weights', { run: 'one', step: 10 })
    scene.fake.answers['inspect.unit'] = () => ({
      value: 0.75,
      field: null,
      clipped: false,
      patch: null,
    })
    const shown: unknown[] = []
    watch(
      () => passes.pass,
      (pass) =>
        shown.push([passes.maps.get('conv1')?.pass === pass?.id, unitDetail.detail?.unit.value]),
      { flush: 'post' },
    )
    await scene.fake.forwards.at(-1)!.answer(10)
    expect(shown).toEqual([[true, 0.75]])
  })

  it('fetches only the layers on the screen until it rests', async () => {
    await live()
    const before = scene.fake.callsOf('inspect.maps').length
    scene.fake.emit('run.weights', { run: 'one', step: 10 })
    await scene.fake.forwards.at(-1)!.answer(10)
    expect(
      scene.fake
        .callsOf('inspect.maps')
        .slice(before)
        .map(({ input }) => input.layer),
    ).toEqual(['conv1'])
    await vi.advanceTimersByTimeAsync(1100)
    expect(scene.fake.callsOf('inspect.maps').length - before).toBe(layers.length)
  })

  it('is left alone while another view is shown, and caught up with afterwards', async () => {
    const { passes } = await live()
    const before = scene.fake.forwards.length
    useWorkbench().view = 'train'
    await scene.fake.turn()
    scene.fake.emit('run.weights', { run: 'one', step: 10 })
    scene.fake.emit('run.weights', { run: 'one', step: 20 })
    expect(scene.fake.forwards).toHaveLength(before)
    useWorkbench().view = 'inspect'
    await scene.fake.turn()
    expect(scene.fake.forwards).toHaveLength(before + 1)
    await scene.fake.forwards.at(-1)!.answer(20)
    expect(passes.pass?.step).toBe(20)
  })

  it('of another run changes nothing', async () => {
    await live()
    const before = scene.fake.forwards.length
    scene.fake.emit('run.weights', { run: 'two', step: 10 })
    expect(scene.fake.forwards).toHaveLength(before)
  })
})
