import { setTimeout as wait } from 'node:timers/promises'
import { describe, expect, it } from 'vitest'
import { inLanes } from './lanes'

const items = Array.from({ length: 20 }, (_, i) => i)

describe('lanes', () => {
  it.each([1, 3, 30])('%i do every item once, never more at the same time', async (lanes) => {
    const done: number[] = []
    let now = 0
    let most = 0
    await inLanes(items, lanes, async (item) => {
      most = Math.max(most, ++now)
      await wait(item % 3)
      now--
      done.push(item)
    })
    expect(done.sort((a, b) => a - b)).toEqual(items)
    expect(most).toBe(Math.min(lanes, items.length))
  })

  it('begin nothing after a failure, and wait for what is under way', async () => {
    const begun: number[] = []
    let ended = 0
    const failed = inLanes(items, 2, async (item) => {
      begun.push(item)
      await wait(5)
      ended++
      if (item === 3) throw new Error('the third')
    })
    await expect(failed).rejects.toThrow('the third')
    expect(ended).toBe(begun.length)
    expect(begun.length).toBeLessThan(8)
  })
})
