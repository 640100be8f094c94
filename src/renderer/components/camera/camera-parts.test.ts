// @vitest-environment happy-dom
import { effectScope } from 'vue'
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { centre, withoutAlpha } from '@renderer/stores/camera/centre'
import { MOST_SHOTS, useShots } from './shots'
import { useHold } from './use-hold'

describe('the middle of a picture', () => {
  it('is as large as its proportions allow', () => {
    expect(centre(640, 480, 1)).toEqual({ x: 80, y: 0, width: 480, height: 480 })
    expect(centre(480, 640, 1)).toEqual({ x: 0, y: 80, width: 480, height: 480 })
    expect(centre(640, 480, 2)).toEqual({ x: 0, y: 80, width: 640, height: 320 })
    expect(centre(640, 480, 4 / 3)).toEqual({ x: 0, y: 0, width: 640, height: 480 })
  })

  it('has no opacity', () => {
    expect(withoutAlpha(Uint8ClampedArray.of(1, 2, 3, 255, 4, 5, 6, 255))).toEqual(
      Uint8Array.of(1, 2, 3, 4, 5, 6),
    )
  })
})

describe('pictures of classes', () => {
  const shot = (value: number): Uint8Array => new Uint8Array(3 * 128 * 128).fill(value)

  it('become a data set when two classes with names have enough', () => {
    const shots = useShots()
    const [first, second] = shots.classes
    if (!first || !second) throw new Error('There are two classes to begin with.')
    expect(shots.needs.value).toBe('classes')
    for (let i = 0; i < 6; i++) shots.take(first, shot(i))
    expect(shots.needs.value).toBe('classes')
    for (let i = 0; i < 5; i++) shots.take(second, shot(100 + i))
    expect(shots.needs.value).toBeUndefined()
    second.name = ` ${first.name.toUpperCase()} `
    expect(shots.needs.value).toBe('names')
    second.name = 'other'
    shots.undo(first)
    const [packed, others] = shots.packed()
    expect(packed?.pixels).toHaveLength(5 * 3 * 128 * 128)
    expect([packed?.pixels[0], packed?.pixels.at(-1)]).toEqual([0, 4])
    expect(others?.name).toBe('other')
    shots.undo(second)
    expect(shots.needs.value).toBe('classes')
  })

  it('leave out a class of which none was taken, and are no more than fit', () => {
    const shots = useShots()
    shots.add()
    const [first, second, third] = shots.classes
    if (!first || !second || !third) throw new Error('There are three classes.')
    const one = shot(1)
    first.shots = Array.from({ length: MOST_SHOTS - 5 }, () => one)
    for (let i = 0; i < 9; i++) shots.take(third, one)
    expect(shots.isFull.value).toBe(true)
    expect(third.shots).toHaveLength(5)
    expect(shots.needs.value).toBeUndefined()
    shots.remove(first)
    expect(shots.packed().map(({ pixels }) => pixels.length)).toEqual([5 * 3 * 128 * 128])
  })
})

describe('a button that is held', () => {
  beforeEach(() => void vi.useFakeTimers())
  afterEach(() => void vi.useRealTimers())
  const key = (name: string) => new KeyboardEvent('keydown', { key: name })

  it('does it at once and again until it is let go, and never twice at a time', () => {
    const scope = effectScope()
    const run = vi.fn()
    const { held, listeners } = scope.run(() => useHold(run)) ?? expect.fail()
    listeners.pointerdown(new MouseEvent('pointerdown', { button: 0 }) as PointerEvent)
    expect(run).toHaveBeenCalledTimes(1)
    listeners.keydown(key(' '))
    vi.advanceTimersByTime(350)
    expect(run).toHaveBeenCalledTimes(4)
    window.dispatchEvent(new Event('pointerup'))
    expect(held.value).toBe(false)
    vi.advanceTimersByTime(500)
    expect(run).toHaveBeenCalledTimes(4)

    listeners.keydown(key('Enter'))
    listeners.keydown(key('Enter'))
    expect(run).toHaveBeenCalledTimes(5)
    listeners.keyup(key('Tab'))
    expect(held.value).toBe(true)
    listeners.blur()
    listeners.keydown(key('a'))
    listeners.pointerdown(new MouseEvent('pointerdown', { button: 2 }) as PointerEvent)
    vi.advanceTimersByTime(500)
    expect(run).toHaveBeenCalledTimes(5)
    scope.stop()
  })
})
