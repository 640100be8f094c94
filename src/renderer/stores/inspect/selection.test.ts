// @vitest-environment happy-dom
import { describe, expect, it } from 'vitest'
import { inspectScene } from './testing/inspect-scene'

const scene = inspectScene()

describe('selection', () => {
  const conv1 = (row: number, column: number) => ({
    layer: 'conv1',
    unit: { row, column, channel: 2 },
  })

  async function pointing() {
    const store = await scene.launch()
    await scene.fake.forwards[0]!.answer()
    store.point(conv1(3, 4))
    await scene.fake.turn()
    return store
  }

  it('brings the exact value and the field of what is pointed at', async () => {
    const store = await pointing()
    expect(store.detail).toMatchObject({ pass: 'pass-1', unit: { value: 0.25 } })
    expect(store.valueAt(conv1(20, 20))).toBe(0.25)
    expect(scene.fake.callsOf('inspect.values')).toHaveLength(1)
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
    await scene.fake.turn()
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
    scene.fake.answers['inspect.unit'] = () => ({
      value: 0.75,
      field: null,
      clipped: false,
      patch: null,
    })
    store.invert = true
    await scene.fake.turn()
    await scene.fake.forwards[1]!.answer()
    expect(store.target).toEqual(conv1(3, 4))
    expect(store.detail).toMatchObject({ pass: 'pass-2', unit: { value: 0.75 } })
    expect(scene.fake.callsOf('inspect.values')).toHaveLength(2)
  })
})
