import { mkdir, readdir, readFile, rm, truncate, writeFile } from 'node:fs/promises'
import { dirname, join } from 'node:path'
import { encode } from 'fast-png'
import { describe, expect, it } from 'vitest'
import { AppError, inEnglish } from '@shared/errors'
import { datasetInfoSchema } from '@shared/contract/datasets'
import {
  datasetImages,
  datasetInfo,
  fetchDataset,
  importDataset,
  listDatasets,
  loadDataset,
  verifyDataset,
} from './index'
import { encodeIdx } from './testing/encode-idx'
import { ownHome } from './testing/home'
import { putFiles } from './testing/known'

const home = ownHome()

/** Six pictures of 2 × 2 for training, three for testing, in three classes. */
const files = {
  'train-images-idx3-ubyte': encodeIdx(
    [6, 2, 2],
    Uint8Array.from({ length: 24 }, (_, i) => i),
  ),
  'train-labels-idx1-ubyte': encodeIdx([6], Uint8Array.from([0, 1, 2, 0, 1, 2])),
  't10k-images-idx3-ubyte': encodeIdx(
    [3, 2, 2],
    Uint8Array.from({ length: 12 }, (_, i) => 100 + i),
  ),
  't10k-labels-idx1-ubyte': encodeIdx([3], Uint8Array.from([2, 1, 0])),
}
const source = () => join(home.folder, 'Kuzushiji 49')
const cached = (id: string, ...names: string[]) => join(home.folder, 'cache/datasets', id, ...names)

async function imported(): Promise<string> {
  await putFiles(source(), files)
  return (await importDataset(source())).id
}

describe('importDataset', () => {
  it('makes a folder a data set that loads, shows single pictures and stays listed', async () => {
    const info = await importDataset(await putFiles(source(), files).then(source), {
      title: 'My letters',
    })
    expect(info).toMatchObject({
      id: 'my-letters',
      title: 'My letters',
      kind: 'idx',
      state: 'ready',
      height: 2,
      width: 2,
      channels: 1,
      classes: ['0', '1', '2'],
      train: 6,
      test: 3,
      bytes: 45,
    })
    expect(datasetInfoSchema.parse(info)).toEqual(info)
    const { train, test } = await loadDataset('my-letters')
    expect([[...train.images], [...test.labels]]).toEqual([
      Array.from({ length: 24 }, (_, i) => i),
      [2, 1, 0],
    ])
    const picked = await datasetImages('my-letters', 'test', [2, 0])
    expect(picked).toEqual({
      height: 2,
      width: 2,
      channels: 1,
      pixels: Uint8Array.from([108, 109, 110, 111, 100, 101, 102, 103]),
      labels: Int32Array.from([0, 2]),
    })
    expect((await listDatasets()).map(({ id, state }) => `${id} ${state}`)).toContain(
      'my-letters ready',
    )
  })

  it('gives each folder its own id, and the same folder the same', async () => {
    const first = await imported()
    await putFiles(join(home.folder, 'other'), files)
    const second = await importDataset(join(home.folder, 'other'), { title: 'Kuzushiji 49' })
    expect([first, second.id, (await importDataset(source())).id]).toEqual([
      'kuzushiji-49',
      'kuzushiji-49-2',
      'kuzushiji-49',
    ])
    await putFiles(join(home.folder, '汉字'), files)
    expect(await importDataset(join(home.folder, '汉字'))).toMatchObject({
      id: 'dataset',
      title: '汉字',
    })
    expect((await importDataset(join(home.folder, 'other'), { title: 'MNIST' })).id).toBe('mnist-2')
  })

  it('knows CIFAR-10 by its form', async () => {
    const folder = join(home.folder, 'batches')
    await putFiles(folder, {
      'data_batch_1.bin': new Uint8Array(3073),
      'test_batch.bin': new Uint8Array(3073),
    })
    expect(await importDataset(folder)).toMatchObject({
      id: 'cifar10',
      title: 'CIFAR-10',
      train: 1,
      channels: 3,
    })
    expect((await datasetInfo('cifar10')).state).toBe('ready')
  })

  it('keeps what there was when a second import fails', async () => {
    const id = await imported()
    await putFiles(source(), { 't10k-labels-idx1-ubyte': 'nonsense' })
    await expect(importDataset(source())).rejects.toMatchObject({ code: 'corrupt' })
    expect((await loadDataset(id)).test.count).toBe(3)
    expect(await readdir(join(home.folder, 'cache/datasets'))).toEqual([id])
  })

  it('keeps a validation part that lies beside one for testing', async () => {
    const folder = join(home.folder, 'three parts')
    const parts = { train: 3, val: 2, test: 1 }
    for (const [part, count] of Object.entries(parts))
      for (const [label, name] of ['cat', 'dog'].entries())
        for (let i = 0; i < count; i++) {
          const data = Uint8Array.from([100 * label + 10 * count + i])
          const path = join(folder, part, name, `${i}.png`)
          await mkdir(dirname(path), { recursive: true })
          await writeFile(path, encode({ width: 1, height: 1, channels: 1, data }))
        }
    const info = await importDataset(folder)
    expect(info).toMatchObject({ train: 6, test: 2, validation: 4, bytes: 2 * 12 })
    expect(await verifyDataset(info.id)).toMatchObject({ validation: 4 })
    const { validation } = await loadDataset(info.id)
    expect([...(validation?.images ?? [])]).toEqual([20, 21, 120, 121])
    expect([...(validation?.labels ?? [])]).toEqual([0, 0, 1, 1])
    await truncate(cached(info.id, 'validation-images.bin'), 1)
    expect((await datasetInfo(info.id)).state).toBe('damaged')
    expect((await loadDataset(info.id)).validation?.count).toBe(4)
  })

  it('takes labels of more than 256 classes', async () => {
    const folder = join(home.folder, 'many')
    const picture = encode({ width: 1, height: 1, channels: 1, data: Uint8Array.from([7]) })
    for (let label = 0; label < 300; label++) {
      for (const part of ['train', 'test']) {
        const path = join(folder, part, String(label).padStart(3, '0'), 'a.png')
        await mkdir(dirname(path), { recursive: true })
        await writeFile(path, picture)
      }
    }
    const { id, bytes } = await importDataset(folder)
    expect(bytes).toBe(300 * 2 * 3)
    const { train } = await loadDataset(id)
    expect([train.labels instanceof Uint16Array, train.labels[299]]).toEqual([true, 299])
    expect([...(await datasetImages(id, 'train', [299, 1])).labels]).toEqual([299, 1])
  })
})

describe('a damaged cache', () => {
  it.each([
    [
      'cut off',
      (id: string) => truncate(cached(id, 'train-images.bin'), 5),
      /train-images.bin has 5 bytes instead of 24/,
    ],
    [
      'without a file',
      (id: string) => rm(cached(id, 'test-labels.bin')),
      /test-labels.bin is missing/,
    ],
    [
      'with a broken manifest',
      (id: string) => writeFile(cached(id, 'manifest.json'), '{"version":1'),
      /manifest.json is damaged/,
    ],
    [
      'with a manifest that points elsewhere',
      async (id: string) =>
        writeFile(
          cached(id, 'manifest.json'),
          (await readFile(cached(id, 'manifest.json'), 'utf8')).replace(
            'train-images.bin',
            '../../secret.bin',
          ),
        ),
      /manifest.json is damaged/,
    ],
  ])('%s is listed as damaged and rebuilt at its next use', async (_, damage, note) => {
    const id = await imported()
    await damage(id)
    const info = await datasetInfo(id)
    expect(info.state).toBe('damaged')
    expect(inEnglish(info.note ?? '')).toMatch(note)
    expect((await loadDataset(id)).train.images[23]).toBe(23)
    expect((await datasetInfo(id)).state).toBe('ready')
  })

  it('of the right size is found by verifying, and then rebuilt', async () => {
    const id = await imported()
    const bytes = await readFile(cached(id, 'train-images.bin'))
    bytes[3] = 99
    await writeFile(cached(id, 'train-images.bin'), bytes)
    expect((await datasetInfo(id)).state).toBe('ready')
    await expect(verifyDataset(id)).rejects.toMatchObject({
      code: 'corrupt',
      message: expect.stringContaining('train-images.bin has changed') as string,
    })
    expect((await datasetInfo(id)).state).toBe('damaged')
    expect((await fetchDataset(id)).state).toBe('ready')
    expect((await verifyDataset(id)).state).toBe('ready')
    expect((await loadDataset(id)).train.images[3]).toBe(3)
  })

  it('with a label that names no class is rebuilt', async () => {
    const id = await imported()
    await writeFile(cached(id, 'train-labels.bin'), Uint8Array.from([0, 1, 2, 0, 1, 77]))
    expect([...(await loadDataset(id)).train.labels]).toEqual([0, 1, 2, 0, 1, 2])
  })

  it('whose source is gone says so, and what was imported stays listed', async () => {
    const id = await imported()
    await rm(source(), { recursive: true })
    await truncate(cached(id, 'train-images.bin'), 5)
    await expect(loadDataset(id)).rejects.toMatchObject({
      code: 'not-found',
      message: expect.stringContaining('Kuzushiji 49') as string,
    })
    await rm(cached(id), { recursive: true })
    const info = await datasetInfo(id)
    expect(info.state).toBe('missing')
    expect(inEnglish(info.note ?? '')).toContain('is gone')
  })
})

describe('$CONVSCOPE_DATASETS', () => {
  it('offers every data set in its sub-folders', async () => {
    await putFiles(join(home.folder, 'sets/kmnist'), files)
    await putFiles(join(home.folder, 'sets/papers'), { 'a.txt': '' })
    expect((await listDatasets()).map(({ id, state }) => `${id} ${state}`)).toEqual(
      ['fashion-mnist missing', 'mnist missing', 'kmnist found', 'cifar10 missing'].map((line) =>
        line.startsWith('fashion')
          ? (expect.stringMatching(/^fashion-mnist (missing|found)$/) as string)
          : line,
      ),
    )
    expect((await loadDataset('kmnist')).train.count).toBe(6)
    expect((await datasetInfo('kmnist')).state).toBe('ready')
  })
})

describe('wrong requests', () => {
  it.each(['nothing', '../../etc', 'a/b', ''])(
    'an unknown id %j is answered with the known ones',
    async (id) => {
      for (const call of [loadDataset, fetchDataset, verifyDataset, datasetInfo]) {
        await expect(call(id)).rejects.toMatchObject({
          code: 'not-found',
          message: expect.stringContaining('fashion-mnist, mnist, cifar10') as string,
        })
      }
    },
  )

  it('an index beyond the end is refused', async () => {
    const id = await imported()
    await expect(datasetImages(id, 'test', [0, 3])).rejects.toMatchObject({
      code: 'invalid-argument',
      message: expect.stringContaining('0 … 2') as string,
    })
  })

  it('verifying what is not cached says how to bring it', async () => {
    await expect(verifyDataset('cifar10')).rejects.toMatchObject({ code: 'not-found' })
    await expect(fetchDataset('cifar10')).rejects.toMatchObject({
      code: 'not-found',
      message: expect.stringContaining('cifar-10-binary.tar.gz') as string,
    })
  })

  it('cancelled jobs end as cancelled and leave nothing', async () => {
    await putFiles(source(), files)
    const { signal } = new AbortController()
    const aborted = AbortSignal.abort()
    await expect(importDataset(source(), { signal: aborted })).rejects.toBeInstanceOf(AppError)
    await expect(importDataset(source(), { signal: aborted })).rejects.toMatchObject({
      code: 'cancelled',
    })
    const { id } = await importDataset(source(), { signal })
    await expect(loadDataset(id, { signal: aborted })).rejects.toMatchObject({ code: 'cancelled' })
    expect(await readdir(join(home.folder, 'cache/datasets'))).toEqual([id])
  })

  it('two fetches at once give one whole set', async () => {
    await putFiles(join(home.folder, 'sets/kmnist'), files)
    const [one, two] = await Promise.all([fetchDataset('kmnist'), fetchDataset('kmnist')])
    expect(one).toEqual(two)
    expect(await readdir(join(home.folder, 'cache/datasets'))).toEqual(['kmnist'])
  })
})
