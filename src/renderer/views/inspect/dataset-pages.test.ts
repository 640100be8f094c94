import { beforeEach, describe, expect, it, vi } from 'vitest'
import { AppError } from '@shared/errors'
import { installApi, type EngineLink } from '@renderer/api'
import type { Bridge } from '@shared/contract/desktop'
import { createDatasetPages, PAGE } from './dataset-pages'

/** 1,000 pictures of one pixel: picture i shows i mod 256 and is of class i mod 10. */
const call = vi.fn(async (_name: string, { indices }: { indices: number[] }) => ({
  ...{ height: 1, width: 1, channels: 1 },
  ...{
    pixels: Uint8Array.from(indices, (i) => i % 256),
    labels: Int32Array.from(indices, (i) => i % 10),
  },
}))

beforeEach(() => {
  call.mockClear()
  installApi({ engine: { call } as unknown as EngineLink, desktop: {} as Bridge })
})

const all = { dataset: 'set', split: 'test', count: 1000, label: undefined, from: 0 } as const

describe('pages of a data set', () => {
  it('hold the pictures from an index on, each with its own pixels', async () => {
    const pages = createDatasetPages()
    await pages.load({ ...all, from: 300 })
    expect(pages.pictures.value).toHaveLength(PAGE)
    expect(pages.pictures.value[5]).toEqual({ index: 305, label: 5, pixels: Uint8Array.of(49) })
    expect(pages.next.value).toBe(360)
  })

  it('look for a class until the page is full, and go on after its last picture', async () => {
    const pages = createDatasetPages()
    await pages.load({ ...all, label: 3 })
    expect(pages.pictures.value.map(({ index }) => index)).toEqual(
      Array.from({ length: PAGE }, (_, i) => 10 * i + 3),
    )
    expect(pages.next.value).toBe(594)
    await pages.load({ ...all, label: 3, from: pages.next.value })
    expect(pages.pictures.value[0]?.index).toBe(603)
    expect(pages.pictures.value).toHaveLength(40)
    expect(pages.next.value).toBe(1000)
  })

  it('end with the set', async () => {
    const pages = createDatasetPages()
    await pages.load({ ...all, from: 990 })
    expect(pages.pictures.value).toHaveLength(10)
  })

  it('say what went wrong, and drop what came too late', async () => {
    const pages = createDatasetPages()
    call.mockRejectedValueOnce(new AppError('not-found', 'No such set.'))
    await pages.load(all)
    expect(pages.error.value?.message).toBe('No such set.')
    await Promise.all([pages.load(all), pages.load({ ...all, from: 500 })])
    expect(pages.pictures.value[0]?.index).toBe(500)
    expect([pages.error.value, pages.busy.value]).toEqual([undefined, false])
  })
})
