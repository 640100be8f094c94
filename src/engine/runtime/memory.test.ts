import { describe, expect, it } from 'vitest'
import { isMemoryRefusal, availableMemory, requireOpenable, usable, weightsLimit } from './memory'

const refusal = (bytes: number, memory: number): unknown => {
  try {
    requireOpenable(bytes, '"VGG-16"', memory)
  } catch (thrown) {
    return thrown
  }
  return undefined
}

describe('availableMemory', () => {
  it('is the machine’s, or a container’s that has less', () => {
    expect(availableMemory(undefined, 16e9, 0)).toBe(16e9)
    expect(availableMemory(undefined, 16e9, 4e9)).toBe(4e9)
    // The system's value without a limit: 2⁶⁴ minus a page.
    expect(availableMemory(undefined, 16e9, 18_446_744_073_709_552_000)).toBe(16e9)
  })

  it('is what the user sets', () => {
    expect(availableMemory('2e9', 16e9, 4e9)).toBe(2e9)
    for (const nothing of ['', 'much', '-1', '0'])
      expect(availableMemory(nothing, 16e9, 0)).toBe(16e9)
  })
})

describe('requireOpenable', () => {
  it('accepts a VGG-16 on a machine with 8 GB, and refuses it with numbers on one with 2 GB', () => {
    expect(refusal(553_430_176, 8e9)).toBeUndefined()
    const thrown = refusal(553_430_176, 2e9)
    expect(thrown).toMatchObject({
      code: 'too-large',
      message: expect.stringMatching(/"VGG-16" take 0\.6 GB.*2\.0 GB of memory.*0\.4 GB/) as string,
      details: { bytes: 553_430_176, limit: weightsLimit(2e9), memory: 2e9 },
    })
    expect(String(thrown)).toContain('The 138,357,544 weights of "VGG-16"')
    expect(isMemoryRefusal(thrown)).toBe(true)
    expect(isMemoryRefusal(new Error('damaged'))).toBe(false)
  })

  it('leaves a fifth of the memory to others', () => {
    expect(usable(10e9)).toBeCloseTo(8e9)
  })
})
