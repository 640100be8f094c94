import { describe, expect, it, vi } from 'vitest'
import type { LayerMaps } from '@shared/contract/inspect'
import { AppError } from '@shared/errors'
import { createLayerQueue } from './layer-queue'

const maps: LayerMaps = {
  shape: [1],
  quantised: new Uint8Array(1),
  minimum: new Float32Array(1),
  maximum: new Float32Array(1),
}

const turn = (): Promise<void> => new Promise((resolve) => void setTimeout(resolve))

function setUp(width = 1) {
  const asked: {
    key: string
    answer: (value: LayerMaps) => void
    refuse: (error: Error) => void
  }[] = []
  const deliver = vi.fn()
  const fail = vi.fn()
  const queue = createLayerQueue({
    fetch: (pass, layer) =>
      new Promise((answer, refuse) => asked.push({ key: `${pass}/${layer}`, answer, refuse })),
    deliver,
    fail,
    width,
  })
  const answer = async (i: number): Promise<void> => {
    asked[i]?.answer(maps)
    await turn()
  }
  return { queue, deliver, fail, asked, answer, keys: () => asked.map(({ key }) => key) }
}

describe('queue of layers', () => {
  it('brings what is on the screen first, then the rest in order', async () => {
    const { queue, answer, keys } = setUp()
    queue.see(new Set(['c']))
    queue.begin('1', ['a', 'b', 'c'], true)
    for (const i of [0, 1, 2]) await answer(i)
    expect(keys()).toEqual(['1/c', '1/a', '1/b'])
  })

  it('has so many requests in flight and no more', () => {
    const { queue, keys } = setUp(2)
    queue.begin('1', ['a', 'b', 'c'], true)
    expect(keys()).toEqual(['1/a', '1/b'])
  })

  it('drops answers for a pass that has been left', async () => {
    const { queue, deliver, answer, keys } = setUp()
    queue.begin('1', ['a', 'b'], true)
    queue.begin('2', ['a', 'b'], true)
    await answer(0)
    expect(deliver).not.toHaveBeenCalled()
    await answer(1)
    await answer(2)
    expect(keys()).toEqual(['1/a', '2/a', '2/b'])
    expect(deliver.mock.calls.map(([pass, layer]) => `${String(pass)}/${String(layer)}`)).toEqual([
      '2/a',
      '2/b',
    ])
  })

  it('leaves out what is not on the screen until it is wanted', async () => {
    const { queue, answer, keys } = setUp()
    queue.see(new Set(['b']))
    queue.begin('1', ['a', 'b', 'c'], false)
    await answer(0)
    expect(keys()).toEqual(['1/b'])
    queue.see(new Set(['b', 'c']))
    expect(keys()).toEqual(['1/b', '1/c'])
    await answer(1)
    queue.rest()
    expect(keys()).toEqual(['1/b', '1/c', '1/a'])
  })

  it('stops at an error and says so once; an error of a left pass is nobody’s', async () => {
    const { queue, asked, fail, keys } = setUp()
    queue.begin('1', ['a', 'b'], true)
    asked[0]!.refuse(new AppError('not-found', 'The pass is gone.'))
    await turn()
    expect(fail).toHaveBeenCalledExactlyOnceWith(expect.objectContaining({ code: 'not-found' }))
    expect(keys()).toHaveLength(1)
    queue.begin('2', ['a'], true)
    queue.begin('3', [], true)
    asked[1]!.refuse(new AppError('not-found', 'The pass is gone.'))
    await turn()
    expect(fail).toHaveBeenCalledTimes(1)
  })
})
