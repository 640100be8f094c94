import { existsSync } from 'node:fs'
import { readdir, rm } from 'node:fs/promises'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { datasetInfoSchema } from '@shared/contract/datasets'
import { MOST_ASIDE } from '@shared/recipe/set-aside'
import {
  changeAside,
  datasetInfo,
  datasetLabels,
  importDataset,
  listDatasets,
  loadDataset,
  removeDataset,
  restoreDataset,
} from '../index'
import { encodeIdx } from '../testing/encode-idx'
import { ownHome } from '../testing/home'
import { putFiles } from '../testing/known'

const home = ownHome()

const files = (first: number, count = 6) => ({
  'train-images-idx3-ubyte': encodeIdx(
    [count, 2, 2],
    Uint8Array.from({ length: 4 * count }, (_, i) => first + i),
  ),
  'train-labels-idx1-ubyte': encodeIdx(
    [count],
    Uint8Array.from({ length: count }, (_, i) => i % 3),
  ),
  't10k-images-idx3-ubyte': encodeIdx(
    [3, 2, 2],
    Uint8Array.from({ length: 12 }, (_, i) => 100 + i),
  ),
  't10k-labels-idx1-ubyte': encodeIdx([3], Uint8Array.from([2, 1, 0])),
})
const source = () => join(home.folder, 'letters')
async function imported(first = 0, count?: number): Promise<string> {
  await putFiles(source(), files(first, count))
  return (await importDataset(source())).id
}

describe('setting pictures aside', () => {
  it('keeps a list of its own, says what was new, and takes it back', async () => {
    const id = await imported()
    const { info, changed } = await changeAside(id, {
      aside: { train: [4, 1, 1], test: [2] },
    })
    expect(info.setAside).toMatchObject({ train: [1, 4], test: [2] })
    expect(changed).toEqual({
      aside: { train: [1, 4], test: [2] },
      back: { train: [], test: [] },
    })
    expect(datasetInfoSchema.parse(info)).toEqual(info)
    const again = await changeAside(id, {
      aside: { train: [1, 5], test: [] },
      back: { train: [0], test: [2] },
    })
    expect(again.changed).toEqual({
      aside: { train: [5], test: [] },
      back: { train: [], test: [2] },
    })
    expect((await datasetInfo(id)).setAside).toMatchObject({ train: [1, 4, 5], test: [] })
    await changeAside(id, { back: { train: [1, 4, 5], test: [] } })
    expect((await datasetInfo(id)).setAside).toBeUndefined()
    expect(await readdir(join(home.folder, 'data/set-aside'))).toEqual([])
    expect((await loadDataset(id)).train.count).toBe(6)
  })

  it('survives an emptied cache, and not another content', async () => {
    const id = await imported()
    await changeAside(id, { aside: { train: [1], test: [] } })
    await rm(join(home.folder, 'cache'), { recursive: true })
    await loadDataset(id)
    expect((await datasetInfo(id)).setAside).toMatchObject({ train: [1] })
    await imported(50)
    expect((await datasetInfo(id)).setAside).toBeUndefined()
  })

  it('refuses what there isn’t, and what would leave nothing', async () => {
    const id = await imported()
    await expect(changeAside(id, { aside: { train: [6], test: [] } })).rejects.toMatchObject({
      code: 'invalid-argument',
      details: { index: 6, count: 6 },
    })
    await expect(changeAside(id, { aside: { train: [], test: [0, 1, 2] } })).rejects.toMatchObject({
      code: 'invalid-argument',
      details: { half: 'test' },
    })
    expect((await datasetInfo(id)).setAside).toBeUndefined()
  })

  it('has a bound, because recipes carry the list', async () => {
    const id = await imported(0, MOST_ASIDE + 2)
    const train = Array.from({ length: MOST_ASIDE + 1 }, (_, at) => at)
    await expect(changeAside(id, { aside: { train, test: [] } })).rejects.toMatchObject({
      code: 'too-large',
    })
  })
})

describe('the labels of a data set', () => {
  it('are those of both halves', async () => {
    expect(await datasetLabels(await imported())).toEqual({
      train: Int32Array.of(0, 1, 2, 0, 1, 2),
      test: Int32Array.of(2, 1, 0),
    })
  })
})

describe('removing a data set', () => {
  const ids = async () => (await listDatasets()).map(({ id }) => id)

  it('leaves the user’s files, and can be undone with all that belongs to it', async () => {
    const id = await imported()
    const { info } = await changeAside(id, { aside: { train: [1], test: [] } })
    await removeDataset(id)
    expect(await ids()).not.toContain(id)
    expect(await readdir(join(home.folder, 'cache/datasets'))).toEqual([])
    expect(await readdir(source())).toHaveLength(4)
    // The source may be gone by then: the cached form comes back as it was.
    await rm(source(), { recursive: true })
    expect(await restoreDataset(id)).toEqual(info)
    expect((await loadDataset(id)).train.count).toBe(6)
    await expect(restoreDataset(id)).rejects.toMatchObject({ code: 'already-exists' })
  })

  it('makes room when the next one is removed, and is then read anew', async () => {
    const id = await imported()
    await putFiles(join(home.folder, 'other'), files(9))
    const other = await importDataset(join(home.folder, 'other'))
    await removeDataset(id)
    await removeDataset(other.id)
    expect(await readdir(join(home.folder, 'cache/removed'))).toEqual([other.id])
    expect(await restoreDataset(id)).toMatchObject({ state: 'found', origin: 'imported' })
  })

  it('refuses a set of which nothing is kept', async () => {
    await expect(removeDataset('cifar10')).rejects.toMatchObject({ code: 'not-found' })
    for (const id of ['cifar10', '../data', 'nosuchset'])
      await expect(restoreDataset(id)).rejects.toMatchObject({ code: 'not-found' })
    expect(existsSync(join(home.folder, 'data/trash'))).toBe(false)
  })
})
