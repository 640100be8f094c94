import { beforeEach, describe, expect, it, vi } from 'vitest'
import { effectScope } from 'vue'
import type { Bridge } from '@shared/contract/desktop'
import type { DatasetInfo } from '@shared/contract/datasets'
import { installApi } from '@renderer/api'
import { fakeEngine, type FakeEngine } from '@renderer/api/testing/fake'
import { createPictures, type Pictures } from './pictures'

const info = { id: 'set', height: 1, width: 2, channels: 1 } as DatasetInfo

let engine: FakeEngine
let pictures: Pictures
const errors: unknown[] = []
beforeEach(() => {
  vi.useFakeTimers()
  errors.length = 0
  engine = fakeEngine({
    'datasets.images': ({ indices }) => ({
      ...{ height: 1, width: 2, channels: 1, labels: new Int32Array(indices.length) },
      pixels: Uint8Array.from(indices.flatMap((at) => [at % 256, at % 7])),
    }),
  })
  installApi({ engine, desktop: {} as Bridge })
  pictures = effectScope().run(() =>
    createPictures(
      () => info,
      (error) => errors.push(error),
    ),
  ) as Pictures
})

describe('pictures of a data set', () => {
  it('that are wanted together come with one question a part', async () => {
    for (const at of [5, 9, 300]) pictures.want('train', at)
    pictures.want('test', 9)
    await vi.runAllTimersAsync()
    expect(engine.calls.map(({ input }) => input)).toEqual([
      { dataset: 'set', split: 'train', indices: [5, 9, 300] },
      { dataset: 'set', split: 'test', indices: [9] },
    ])
    expect(pictures.of('train', 300)).toEqual(Uint8Array.of(44, 6))
    pictures.want('train', 300)
    await vi.runAllTimersAsync()
    expect(engine.calls).toHaveLength(2)
  })

  it('are not fetched once nobody shows them any more', async () => {
    pictures.want('train', 1)
    pictures.want('train', 2)
    // Another tile of the same picture is made before the first one goes.
    pictures.want('train', 2)
    pictures.leave('train', 1)
    pictures.leave('train', 2)
    await vi.runAllTimersAsync()
    expect(engine.calls.map(({ input }) => input)).toMatchObject([{ indices: [2] }])
    expect(errors).toEqual([])
  })
})
