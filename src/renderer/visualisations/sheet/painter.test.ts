import { describe, expect, it, vi } from 'vitest'
import { createPainter } from './painter'

function setUp(cost: number) {
  const frames: (() => void)[] = []
  let time = 0
  const painter = createPainter(
    (callback) => frames.push(callback),
    () => time,
  )
  const done: string[] = []
  const job = (name: string) => () => {
    time += cost
    done.push(name)
  }
  const owners = { a: {}, b: {}, c: {} }
  return { painter, frames, done, job, owners, frame: () => frames.shift()?.() }
}

describe('painter', () => {
  it('paints in order, and no more in a frame than fits', () => {
    const { painter, done, job, owners, frame, frames } = setUp(6)
    painter.schedule(owners.a, job('a'))
    painter.schedule(owners.b, job('b'))
    painter.schedule(owners.c, job('c'))
    expect(frames).toHaveLength(1)
    frame()
    expect(done).toEqual(['a', 'b'])
    frame()
    expect(done).toEqual(['a', 'b', 'c'])
    expect(frames).toHaveLength(0)
  })

  it('carries out the newest job of an owner alone, and none of one that left', () => {
    const { painter, done, job, owners, frame } = setUp(1)
    const stale = vi.fn()
    painter.schedule(owners.a, stale)
    painter.schedule(owners.b, job('b'))
    painter.schedule(owners.a, job('a'))
    painter.cancel(owners.b)
    frame()
    expect(done).toEqual(['a'])
    expect(stale).not.toHaveBeenCalled()
  })
})
