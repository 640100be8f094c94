import { describe, expect, it } from 'vitest'
import { concurrently } from './concurrently'

const turn = (): Promise<void> => new Promise((resolve) => setImmediate(resolve))

describe('concurrently', () => {
  it('handles all items, at most `atOnce` at a time', async () => {
    const done: number[] = []
    let [running, most] = [0, 0]
    await concurrently(3, [1, 2, 3, 4, 5, 6, 7], async (item) => {
      running += 1
      most = Math.max(most, running)
      await turn()
      running -= 1
      done.push(item)
    })
    expect(done.sort()).toEqual([1, 2, 3, 4, 5, 6, 7])
    expect(most).toBe(3)
  })

  it('starts nothing after a failure, and waits for running work before it throws', async () => {
    const [begun, ended]: [number[], number[]] = [[], []]
    const work = async (item: number): Promise<void> => {
      begun.push(item)
      await turn()
      if (item === 1) throw new Error('full')
      await turn()
      ended.push(item)
    }
    await expect(concurrently(2, [1, 2, 3, 4], work)).rejects.toThrow('full')
    expect(begun).toEqual([1, 2])
    expect(ended).toEqual([2])
  })
})
