import { describe, expect, it } from 'vitest'
import { cellOf } from '@shared/contract/comparison'
import { loadModel } from '../models'
import { changeAside } from '../datasets'
import { compareModels } from './compare-models'

describe('two models on the same pictures', () => {
  it('are told apart by the pictures that only one has right', async () => {
    const [trained, fresh] = [await loadModel('bundled:lenet'), await loadModel('preset:lenet')]
    const found = await compareModels(trained, fresh, { limitTest: 500 }, {})
    const { both, onlyFirst, onlySecond, neither, first, second, labels, p } = found
    expect(both + onlyFirst + onlySecond + neither).toBe(500)
    expect((both + onlyFirst) / 500).toBeCloseTo(first.accuracy, 10)
    expect((both + onlySecond) / 500).toBeCloseTo(second.accuracy, 10)
    expect(p).toBeLessThan(1e-20)
    for (let at = 0; at < 500; at++) {
      const right = [first, second].map(({ predictions }) => predictions[at] === labels[at])
      expect(cellOf(found, at)).toBe(
        right[0] ? (right[1] ? 'both' : 'onlyFirst') : right[1] ? 'onlySecond' : 'neither',
      )
    }
    // Turned around, the cells are exchanged.
    const back = await compareModels(
      fresh,
      trained,
      { dataset: 'fashion-mnist', limitTest: 500 },
      {},
    )
    expect(back).toMatchObject({ both, onlyFirst: onlySecond, onlySecond: onlyFirst, neither, p })
  })

  it('are the same where a model is compared with itself', async () => {
    const model = await loadModel('bundled:lenet')
    const found = await compareModels(model, model, { limitTest: 100 }, {})
    expect(found).toMatchObject({ onlyFirst: 0, onlySecond: 0, p: 1 })
  })

  it('leave out what is set aside, unless all is asked for', async () => {
    const model = await loadModel('bundled:lenet')
    const aside = { train: [], test: [3, 5] }
    await changeAside('fashion-mnist', { aside })
    try {
      const left = await compareModels(model, model, {}, {})
      expect(left.labels).toHaveLength(9998)
      expect([...left.positions.subarray(0, 5)]).toEqual([0, 1, 2, 4, 6])
      const all = await compareModels(model, model, { leaveOut: false }, {})
      expect(all.labels).toHaveLength(10_000)
    } finally {
      await changeAside('fashion-mnist', { back: aside })
    }
  })

  it('need a data set that suits both', async () => {
    const [lenet, fresh] = [await loadModel('bundled:lenet'), await loadModel('preset:alexnet')]
    await expect(compareModels(lenet, fresh, {}, {})).rejects.toMatchObject({
      code: 'invalid-argument',
    })
    const unnamed = await loadModel('preset:lenet')
    await expect(compareModels(unnamed, unnamed, {}, {})).rejects.toMatchObject({
      code: 'invalid-argument',
    })
  })

  it('can be stopped', async () => {
    const model = await loadModel('bundled:lenet')
    await expect(
      compareModels(model, model, {}, { signal: AbortSignal.abort() }),
    ).rejects.toMatchObject({ code: 'cancelled' })
  })
})
