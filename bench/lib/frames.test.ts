import { expect, it } from 'vitest'
import { frameTimes } from './frames'

it('frame times are the gaps between frames; one over 25 ms counts as late', () => {
  expect(frameTimes([0, 16, 32, 82, 98], 1)).toEqual({
    frames: 4,
    median: 16,
    p95: 44.9,
    p99: 48.98,
    longest: 50,
    late: 0.25,
    longTasks: 1,
  })
})
