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
    const parts = await scene.launch()
    const { selection } = parts
    await scene.fake.forwards[0]!.answer()
    selection.point(conv1(3, 4))
    await scene.fake.turn()
    return parts
  }

  it('brings the exact value and the field of what is pointed at', async () => {
    const { unitDetail, exact } = await pointing()
    expect(unitDetail.detail).toMatchObject({ pass: 'pass-1', unit: { value: 0.25 } })
    expect(exact.valueAt(conv1(20, 20))).toBe(0.25)
    expect(scene.fake.callsOf('inspect.values')).toHaveLength(1)
  })

  it('stays where it is pinned, and Esc lets it go before it forgets it', async () => {
    const { selection } = await pointing()
    selection.pin(conv1(3, 4))
    selection.point(conv1(5, 5))
    expect([selection.target, selection.pinned]).toEqual([conv1(3, 4), true])
    selection.escape()
    expect([selection.target, selection.pinned]).toEqual([conv1(3, 4), false])
    selection.escape()
    expect(selection.target).toBeUndefined()
  })

  it('leaves the value of what else the pointer is on within reach', async () => {
    const { selection, exact } = await pointing()
    selection.pin(conv1(3, 4))
    const other = { layer: 'sigmoid1', unit: { row: 9, column: 9, channel: 5 } }
    selection.point(other)
    await scene.fake.turn()
    expect([selection.target, selection.hovered]).toEqual([conv1(3, 4), other])
    expect(exact.valueAt(other)).toBe(0.25)
    selection.leave()
    expect(selection.hovered).toBeUndefined()
  })

  it('is where the keys have gone, pinned before or not', async () => {
    const { selection } = await pointing()
    selection.point(conv1(3, 4))
    selection.pin(conv1(3, 4))
    selection.walk(conv1(3, 5))
    expect([selection.target, selection.hovered, selection.pinned]).toEqual([
      conv1(3, 5),
      conv1(3, 5),
      true,
    ])
  })

  it('is asked about anew when the pass changes, and old values are not shown', async () => {
    const { strip, selection, unitDetail } = await pointing()
    scene.fake.answers['inspect.unit'] = () => ({
      value: 0.75,
      field: null,
      clipped: false,
      patch: null,
    })
    strip.invert = true
    await scene.fake.turn()
    await scene.fake.forwards[1]!.answer()
    expect(selection.target).toEqual(conv1(3, 4))
    expect(unitDetail.detail).toMatchObject({ pass: 'pass-2', unit: { value: 0.75 } })
    expect(scene.fake.callsOf('inspect.values')).toHaveLength(2)
  })
})
