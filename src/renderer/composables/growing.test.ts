// @vitest-environment happy-dom
import { afterEach, describe, expect, it, vi } from 'vitest'
import { effectScope, nextTick, shallowRef } from 'vue'
import { useGrowing } from './growing'

afterEach(() => vi.unstubAllGlobals())

/** Frames that the test draws. */
function frames(): { draw: () => void } {
  const waiting: FrameRequestCallback[] = []
  vi.stubGlobal('requestAnimationFrame', (callback: FrameRequestCallback) => waiting.push(callback))
  vi.stubGlobal('cancelAnimationFrame', () => waiting.splice(0))
  return { draw: () => waiting.splice(0).forEach((callback) => callback(0)) }
}
const numbers = (count: number): number[] => Array.from({ length: count }, (_, i) => i)

describe('a growing list', () => {
  it('begins with what fits the screen, grows by frames, and follows its source', async () => {
    const { draw } = frames()
    const source = shallowRef(numbers(10))
    const scope = effectScope()
    const shown = scope.run(() => useGrowing(() => source.value, { first: 4, more: 3 }))
    const length = (): number | undefined => shown?.value.length
    expect(length()).toBe(4)
    draw()
    expect(length()).toBe(7)
    draw()
    expect(shown?.value).toEqual(numbers(10))
    draw()
    source.value = numbers(12)
    await nextTick()
    draw()
    expect(shown?.value).toEqual(numbers(12))
    scope.stop()
  })
})
