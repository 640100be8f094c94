import { mkdtemp, readFile, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { decode } from 'fast-png'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { decodeNpy } from '../../engine/formats/npz/npy'
import { datasetImages } from '../../engine/datasets'
import { loadModel } from '../../engine/models'
import { documentOf, errorOf, runCli } from '../testing/run-cli'

let folder: string
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'convscope-cli-filters-'))
})
afterAll(() => rm(folder, { recursive: true, force: true }))
async function json<T>(...words: readonly string[]): Promise<T> {
  return documentOf(await runCli([...words, '--json'])) as T
}

describe('filters', () => {
  it('are the weights of a layer, exactly, and a picture of them', async () => {
    const { weights } = await loadModel('bundled:lenet')
    for (const layer of ['conv2', 'dense1']) {
      const found = await json<{ shape: readonly number[] }>(
        ...['filters', 'bundled:lenet', layer, '--out', folder],
      )
      const { shape, data } = decodeNpy(await readFile(join(folder, `${layer}.npy`)), layer)
      expect(found.shape).toEqual(shape)
      expect(data).toEqual(weights.get(`${layer}.weight`)?.data)
      expect(decode(await readFile(join(folder, `${layer}.png`))).width).toBeGreaterThan(100)
    }
    const none = await runCli(['filters', 'bundled:lenet', 'pool1', '--json'])
    expect(errorOf(none).code).toBe('not-found')
  })
})

describe('datasets pictures', () => {
  it('writes pictures in their own size, with their classes', async () => {
    const { pictures, files } = await json<{
      pictures: readonly { index: number; class: string }[]
      files: readonly string[]
    }>('datasets', 'pictures', 'fashion-mnist', '--at', '0,5-6', '--out', folder)
    expect(pictures).toMatchObject([
      { index: 0, class: 'ankle boot' },
      { index: 5, class: 'trouser' },
      { index: 6, class: 'coat' },
    ])
    expect(files).toEqual(['sheet.png', 'test-0.png', 'test-5.png', 'test-6.png'])
    const { pixels } = await datasetImages('fashion-mnist', 'test', [5])
    const png = decode(await readFile(join(folder, 'test-5.png')))
    expect([png.width, png.height]).toEqual([28, 28])
    expect([...png.data].filter((_, i) => i % 3 === 0)).toEqual([...pixels])
  })
})

describe('measure', () => {
  it('says what a step takes', async () => {
    const words = ['measure', 'lenet', '--batch-size', '8', '--steps', '2']
    await expect(json(...words)).resolves.toMatchObject({ batchSize: 8, steps: 2 })
    expect((await runCli(['measure', 'lenet', '--steps', '0'])).status).toBe(2)
  })
})
