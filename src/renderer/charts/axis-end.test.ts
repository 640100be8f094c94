import { describe, expect, it } from 'vitest'
import { axisEnd } from './axis-end'

const run = (isGoing: boolean, planned: number, ...xs: number[]) => ({
  isGoing,
  planned,
  curves: {
    trainLoss: xs.map((x) => ({ x, y: 1 })),
    trainAccuracy: [],
    testAccuracy: [],
    validationAccuracy: [],
  },
})

describe('the axis of epochs', () => {
  it('ends with what is drawn', () => {
    expect(axisEnd([run(false, 30, 0.2, 1.4), run(false, 40, 1, 2, 3)])).toBe(3)
  })

  it('ends with the plan while a run trains', () => {
    expect(axisEnd([run(true, 30, 0.2, 1.4), run(false, 3, 1, 2, 3)])).toBe(30)
  })

  it('ends with the plan if nothing is drawn', () => {
    expect(axisEnd([run(false, 10)])).toBe(10)
    expect(axisEnd([])).toBe(1)
  })
})
