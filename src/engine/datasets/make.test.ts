import { readdir } from 'node:fs/promises'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { datasetImages, importDataset, listDatasets, makeDataset } from './index'
import { ownHome } from './testing/home'

const home = ownHome()
const [height, width] = [20, 16]
/** Pictures of one colour each, from `first` on. */
const pictures = (count: number, first: number): Uint8Array =>
  Uint8Array.from(
    { length: count * height * width * 3 },
    (_, at) => first + 3 * Math.floor(at / (height * width * 3)) + (at % 3),
  )
const made = {
  title: 'Hände',
  height,
  width,
  classes: [
    { name: 'auf', pixels: pictures(6, 10) },
    { name: 'zu/links', pixels: pictures(5, 150) },
    { name: 'zu:links', pixels: pictures(5, 200) },
  ],
}
const cameraFolder = (): string => join(home.folder, 'data/camera')

describe('pictures of a camera', () => {
  it('become a data set of the same pixels, by files in folders of their classes', async () => {
    const info = await makeDataset(made)
    expect(info).toMatchObject({
      title: 'Hände',
      kind: 'images',
      height,
      width,
      channels: 3,
      classes: ['auf', 'zu links', 'zu links 2'],
      state: 'ready',
    })
    expect(info.train + info.test).toBe(16)
    const colours: unknown[] = []
    for (const split of ['train', 'test'] as const) {
      const indices = Array.from({ length: info[split] }, (_, i) => i)
      const { pixels, labels } = await datasetImages(info.id, split, indices)
      labels.forEach((label, i) => {
        const picture = pixels.subarray(i * height * width * 3, (i + 1) * height * width * 3)
        expect([...picture.subarray(-3)]).toEqual([...picture.subarray(0, 3)])
        colours.push([label, picture[0], picture[1]])
      })
    }
    expect(colours.sort()).toEqual(
      [
        ...[10, 13, 16, 19, 22, 25].map((value) => [0, value, value + 1]),
        ...[150, 153, 156, 159, 162].map((value) => [1, value, value + 1]),
        ...[200, 203, 206, 209, 212].map((value) => [2, value, value + 1]),
      ].sort(),
    )
    const [folder = ''] = await readdir(cameraFolder())
    expect((await readdir(join(cameraFolder(), folder))).sort()).toEqual([
      'auf',
      'zu links',
      'zu links 2',
    ])
  })

  it('of which the bytes are no whole pictures are refused', async () => {
    const classes = [...made.classes, { name: 'x', pixels: new Uint8Array(100) }]
    await expect(makeDataset({ ...made, classes })).rejects.toMatchObject({
      code: 'invalid-argument',
      message: expect.stringContaining('“x” has 100 bytes') as string,
    })
  })

  it('leave no files where it is cancelled', async () => {
    const abort = new AbortController()
    const cancelled = makeDataset(made, {
      signal: abort.signal,
      onProgress: ({ stage }) => {
        if (stage === 'import') abort.abort()
      },
    })
    await expect(cancelled).rejects.toMatchObject({ code: 'cancelled' })
    expect(await readdir(cameraFolder())).toEqual([])
    expect((await listDatasets()).map(({ title }) => title)).not.toContain('Hände')
    await expect(importDataset(join(cameraFolder(), 'x'))).rejects.toMatchObject({
      code: 'not-found',
    })
  })
})
