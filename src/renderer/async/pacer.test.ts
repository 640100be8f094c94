import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { createPacer } from './pacer'

beforeEach(() => {
  vi.useFakeTimers()
})
afterEach(() => {
  vi.useRealTimers()
})

/** A job whose runs end when they are told to. */
function manual() {
  const ends: (() => void)[] = []
  const run = vi.fn(() => new Promise<void>((resolve) => ends.push(resolve)))
  const end = async (): Promise<void> => {
    ends.shift()?.()
    await vi.advanceTimersByTimeAsync(0)
  }
  return { run, end }
}

describe('pacer', () => {
  it('never has two runs at a time, and makes one run of many wishes', async () => {
    const { run, end } = manual()
    const pacer = createPacer({ run })
    pacer.poke()
    pacer.poke()
    pacer.poke()
    expect(run).toHaveBeenCalledTimes(1)
    await end()
    expect(run).toHaveBeenCalledTimes(2)
    await end()
    expect(run).toHaveBeenCalledTimes(2)
  })

  it('keeps its distance from start to start', async () => {
    const { run, end } = manual()
    const pacer = createPacer({ interval: 250, run })
    pacer.poke()
    await end()
    pacer.poke()
    pacer.poke()
    await vi.advanceTimersByTimeAsync(240)
    expect(run).toHaveBeenCalledTimes(1)
    await vi.advanceTimersByTimeAsync(20)
    expect(run).toHaveBeenCalledTimes(2)
  })

  it('starts at most four runs a second, however often it is wanted', async () => {
    const run = vi.fn(async () => {})
    const pacer = createPacer({ interval: 250, run })
    for (let i = 0; i < 200; i++) {
      pacer.poke()
      await vi.advanceTimersByTimeAsync(5)
    }
    expect(run.mock.calls.length).toBeGreaterThanOrEqual(4)
    expect(run.mock.calls.length).toBeLessThanOrEqual(5)
  })

  it('forgets a waiting wish when stopped', async () => {
    const { run, end } = manual()
    const pacer = createPacer({ interval: 250, run })
    pacer.poke()
    await end()
    pacer.poke()
    pacer.stop()
    await vi.advanceTimersByTimeAsync(1000)
    expect(run).toHaveBeenCalledTimes(1)
    pacer.poke()
    expect(run).toHaveBeenCalledTimes(2)
  })
})
