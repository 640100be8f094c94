import { describe, expect, it } from 'vitest'
import { isChapterPoint } from './metrics'

describe('isChapterPoint', () => {
  it('are those of train_ch6: every 47th of 235 batches and the last, five times per epoch', () => {
    const points = Array.from({ length: 470 }, (_, i) => i + 1).filter((step) =>
      isChapterPoint(step, 235),
    )
    expect(points).toEqual([47, 94, 141, 188, 235, 282, 329, 376, 423, 470])
  })
})
