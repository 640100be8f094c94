import { mkdir, readdir, rename, rm, symlink, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import type { DatasetAnalysis } from '@shared/contract/datasets'
import { inEnglish } from '@shared/errors'
import { analyseDataset, importDataset, listDatasets } from './index'
import type { ReadOptions } from './formats'
import { encodeIdx } from './testing/encode-idx'
import { ownHome } from './testing/home'
import { many, put, shade } from './testing/make-files'

const home = ownHome()
const root = (): string => join(home.folder, 'set')

async function analyse(
  files: Record<string, Uint8Array | string>,
  options: ReadOptions = {},
): Promise<DatasetAnalysis> {
  await put(root(), files)
  const analysis = await analyseDataset(root(), options)
  const lost = analysis.leftOut.reduce((sum, { count }) => sum + count, 0)
  expect(analysis.taken + lost + analysis.unreadable.length).toBe(analysis.found)
  expect(analysis.train + analysis.test + (analysis.validation ?? 0)).toBe(analysis.taken)
  return analysis
}
const two = (folder: string, count = 6) => ({
  ...many(`${folder}cat`, 60, count),
  ...many(`${folder}dog`, 190, count),
})
const countsOf = ({ classes }: DatasetAnalysis) =>
  Object.fromEntries(classes.map(({ name, train, test }) => [name, train + test]))
const saidOf = ({ leftOut }: DatasetAnalysis) =>
  leftOut.map(({ reason, ...left }) => ({ ...left, reason: inEnglish(reason) }))
const leftOf = ({ leftOut }: DatasetAnalysis) =>
  Object.fromEntries(leftOut.map(({ path, reason }) => [path, inEnglish(reason)]))

describe('folders out of which nothing vanishes', () => {
  it('follow links to classes', async () => {
    await put(root(), { ...two(''), ...many('bird', 120) })
    await mkdir(join(home.folder, 'elsewhere'))
    await rename(join(root(), 'dog'), join(home.folder, 'elsewhere/dog'))
    await symlink('../elsewhere/dog', join(root(), 'dog'))
    await symlink('..', join(root(), 'bird/again'))
    const analysis = await analyse({})
    expect(countsOf(analysis)).toEqual({ bird: 6, cat: 6, dog: 6 })
    expect(leftOf(analysis)).toEqual({ 'bird/again': 'a link to a folder that it lies in' })
  })

  it('take nested pictures', async () => {
    const analysis = await analyse({
      ...two(''),
      ...many('cat/persian', 60, 4),
      ...many('dog/2021', 190, 4),
    })
    expect(countsOf(analysis)).toEqual({ cat: 10, dog: 10 })
  })

  it('take files without an ending, by their content', async () => {
    const analysis = await analyse({
      ...many('cat', 60),
      ...many('dog', 190, 6, ''),
      'dog/README': 'notes',
    })
    expect(countsOf(analysis)).toEqual({ cat: 6, dog: 6 })
    expect(leftOf(analysis)).toEqual({ 'dog/README': 'no picture' })
  })

  it('take every ending that pictures have', async () => {
    const analysis = await analyse({ ...two(''), ...many('dog', 190, 6, '.jfif') })
    expect(countsOf(analysis)).toEqual({ cat: 6, dog: 12 })
  })

  it('make no class of what systems leave behind, nor of an empty folder', async () => {
    await mkdir(join(root(), 'bird'), { recursive: true })
    const analysis = await analyse({
      ...two(''),
      '__MACOSX/cat/._0.png': '\0\u0005\u0016\u0007',
      'cat/._1.png': '\0\u0005\u0016\u0007',
      'dog/Thumbs.db': 'x',
    })
    expect(countsOf(analysis)).toEqual({ cat: 6, dog: 6 })
    expect([analysis.passedOver, analysis.found]).toEqual([3, 12])
    expect(analysis.notes.map(inEnglish)).toEqual(['bird holds no picture and is no class.'])
  })

  it('keep val beside test, and say what is not used: a class beside train', async () => {
    const analysis = await analyse({
      ...two('train/'),
      ...two('val/', 2),
      ...two('test/', 3),
      ...many('bird', 120),
    })
    const { train, test, validation, split } = analysis
    expect([train, test, validation, split]).toEqual([12, 6, 4, 'own'])
    expect(saidOf(analysis)).toEqual([
      {
        path: 'bird',
        reason: 'it lies beside the training pictures, not among them',
        count: 6,
      },
    ])
  })

  it('say what is not used: a second part for testing', async () => {
    const analysis = await analyse({
      ...two('train/'),
      ...two('test/', 3),
      ...two('testing/', 2),
    })
    expect(saidOf(analysis)).toEqual([
      { path: 'testing', reason: 'it is not used: test is what is tested on', count: 4 },
    ])
  })

  it.each([
    ['train', 'Testing'],
    ['Training', 'Testing'],
    ['train', 'validation'],
    ['training_set', 'test_set'],
  ])('know parts by their usual names: %s, %s', async (train, test) => {
    const analysis = await analyse({ ...two(`${train}/`), ...two(`${test}/`, 3) })
    expect([analysis.train, analysis.test, analysis.classes.length]).toEqual([12, 6, 2])
  })

  it('may have a class that is called train', async () => {
    const analysis = await analyse({ ...many('train', 60), ...many('plane', 190) })
    expect(countsOf(analysis)).toEqual({ plane: 6, train: 6 })
  })

  it('know a name in both its Unicode forms, and make names fit a line', async () => {
    const analysis = await analyse({
      ...two('train/'),
      ...many('train/caf\u00e9', 120),
      ...two('test/', 3),
      ...many('test/cafe\u0301', 120, 3),
      ...many('train/one\ntwo', 30),
    })
    expect(countsOf(analysis)).toEqual({ 'caf\u00e9': 9, cat: 9, dog: 9, 'one two': 6 })
  })
})

describe('the proposal', () => {
  it('comes from all pictures and not from the first', async () => {
    const blue = [0, 0, 200] as const
    const red = [200, 0, 0] as const
    const files = { ...many('blue', blue, 9), ...many('red', red, 9) }
    const grey = await analyse({ ...files, 'blue/0.png': shade(60) })
    expect(grey).toMatchObject({ channels: 3, colours: { grey: 1, colour: 17 } })
    const tiny = await analyse({ ...files, 'blue/0.png': shade(blue, 1) })
    expect(tiny).toMatchObject({ height: 6, width: 6, channels: 3 })
    expect(tiny.sizes).toEqual({
      different: 2,
      listed: [
        { height: 6, width: 6, count: 17 },
        { height: 1, width: 1, count: 1 },
      ],
    })
  })

  it('can be changed, and pictures cropped or padded instead of squashed', async () => {
    const data = Uint8Array.from({ length: 32 }, (_, i) => (i % 8 < 2 || i % 8 > 5 ? 200 : 100))
    const { encode } = await import('fast-png')
    const wide = encode({ width: 8, height: 4, channels: 1, data })
    await put(root(), { 'a/1.png': wide, 'a/2.png': wide, 'b/1.png': wide, 'b/2.png': wide })
    const size = [4, 4] as const
    const { examine } = await import('./examine')
    const rows = async (fit: 'crop' | 'pad' | 'stretch') => {
      const { raw } = await examine(root(), { size, channels: 1, fit }, {})
      return [...raw.train.images.subarray(0, 8)]
    }
    expect(await rows('crop')).toEqual([100, 100, 100, 100, 100, 100, 100, 100])
    const padded = await rows('pad')
    expect(padded[0]).toBeLessThan(60)
    expect(await rows('stretch')).not.toEqual(await rows('crop'))
  })
})

describe('unreadable pictures', () => {
  const damaged = { 'cat/66.png': '', 'dog/77.png': '<html>404</html>' }

  it('are all named, and left out where that is wanted', async () => {
    const analysis = await analyse({ ...two(''), ...damaged })
    expect(analysis.unreadable.map(({ path }) => path)).toEqual(['cat/66.png', 'dog/77.png'])
    await expect(importDataset(root())).rejects.toMatchObject({
      message: expect.stringMatching(/^2 of 14 pictures can not be read/) as string,
      details: { unreadable: [{ path: 'cat/66.png' }, { path: 'dog/77.png' }] },
    })
    const info = await importDataset(root(), { skipUnreadable: true })
    expect(info.train + info.test).toBe(12)
  })
})

describe('one class', () => {
  it('is no data set', async () => {
    await put(root(), many('only', 60))
    await expect(importDataset(root())).rejects.toMatchObject({
      message: expect.stringContaining('one class only, “only”') as string,
    })
  })
})

describe('one folder of pictures', () => {
  it('takes classes from the files’ names', async () => {
    const analysis = await analyse(
      Object.fromEntries(
        Array.from({ length: 12 }, (_, i) => [
          `${i < 6 ? 'cat' : 'dog'}.${i}.png`,
          shade(i < 6 ? 60 : 190),
        ]),
      ),
    )
    expect(countsOf(analysis)).toEqual({ cat: 6, dog: 6 })
  })

  it('takes classes from a table beside them', async () => {
    const analysis = await analyse({
      'pictures/a.png': shade(60),
      'pictures/b.png': shade(60),
      'pictures/c.png': shade(190),
      'pictures/d.png': shade(190),
      'pictures/e.png': shade(190),
      'labels.csv': 'id,label\na,cat\nb,cat\nc.png,dog\nd,"dog"\n',
    })
    expect(countsOf(analysis)).toEqual({ cat: 2, dog: 2 })
    expect(leftOf(analysis)).toEqual({ 'pictures/e.png': 'the table has no class for it' })
  })
})

describe('IDX files as they are handed round', () => {
  const labels = encodeIdx([4], Uint8Array.of(0, 1, 0, 1))
  const images = encodeIdx(
    [4, 2, 2],
    Uint8Array.from({ length: 16 }, (_, i) => i),
  )

  it('may each lie in a folder of its name as well', async () => {
    const files = Object.fromEntries(
      ['train', 't10k'].flatMap((part) =>
        [
          [`${part}-images-idx3-ubyte`, images],
          [`${part}-labels-idx1-ubyte`, labels],
        ].flatMap(([name, bytes]) => [
          [`${String(name)}/${String(name)}`, bytes],
          [String(name).replace('-idx', '.idx'), bytes],
        ]),
      ),
    ) as Record<string, Uint8Array>
    const analysis = await analyse(files)
    expect([analysis.train, analysis.test, analysis.leftOut.length]).toEqual([4, 4, 4])
  })

  it('of EMNIST stand upright, with the names of its mapping file', async () => {
    await put(root(), {
      'emnist-letters-train-images-idx3-ubyte': images,
      'emnist-letters-train-labels-idx1-ubyte': encodeIdx([4], Uint8Array.of(1, 2, 1, 2)),
      'emnist-letters-test-images-idx3-ubyte': images,
      'emnist-letters-test-labels-idx1-ubyte': encodeIdx([4], Uint8Array.of(1, 2, 1, 2)),
      'emnist-letters-mapping.txt': '1 65 97\n2 66 98\n',
    })
    const { examine } = await import('./examine')
    const { raw } = await examine(root(), {}, {})
    expect(raw.classes).toEqual(['Aa', 'Bb'])
    expect([...raw.train.images.subarray(0, 4)]).toEqual([0, 2, 1, 3])
    expect([...raw.train.labels]).toEqual([0, 1, 0, 1])
  })
})

describe('an import with a bad value', () => {
  it.each([
    [{ testShare: 0.95 }, /testShare/],
    [{ title: ' ' }, /1 to 120 characters/],
    [{ title: 'x'.repeat(121) }, /this one has 121/],
    [{ size: [0, 9] as const }, /size/],
  ])('%j is refused before anything is replaced', async (options, words) => {
    await put(root(), two(''))
    const { id } = await importDataset(root())
    await expect(importDataset(root(), options)).rejects.toMatchObject({
      code: 'invalid-argument',
      message: expect.stringMatching(words) as string,
    })
    const sets = await readdir(join(home.folder, 'cache/datasets'))
    expect(sets).toEqual([id])
    expect(await readdir(join(home.folder, 'data/datasets'))).toEqual([`${id}.json`])
  })
})

describe('what was read', () => {
  it('is not read again after a cancelled import or an analysis', async () => {
    await put(root(), two('', 10))
    const controller = new AbortController()
    const stopped = importDataset(root(), {
      signal: controller.signal,
      onProgress: ({ stage, done }) => {
        if (stage === 'import' && done > 5) controller.abort()
      },
    })
    await expect(stopped).rejects.toMatchObject({ code: 'cancelled' })
    const [kept] = await readdir(join(home.folder, 'cache/imports'))
    expect(kept).toBeDefined()
    expect((await importDataset(root())).train).toBe(16)
    expect(await readdir(join(home.folder, 'cache/imports'))).toEqual([])
  })
})

describe('an analysis', () => {
  it('shows pictures of each class as they will be in the set, small', async () => {
    const { classes, thumbnail } = await analyse(
      { ...many('cat', [200, 10, 30], 6), ...many('dog', [20, 120, 220], 1) },
      { size: [96, 64], testShare: 0.2 },
    )
    expect(thumbnail).toEqual({ height: 48, width: 32, channels: 3 })
    const [cat, dog] = classes.map(({ thumbnails }) => thumbnails)
    expect(cat).toHaveLength(4 * 48 * 32 * 3)
    expect([...(cat?.subarray(0, 3) ?? [])]).toEqual([200, 10, 30])
    expect([...(dog ?? [])]).toEqual(Array.from({ length: 48 * 32 }, () => [20, 120, 220]).flat())
  })

  it('names what can not be read once, and says why', async () => {
    const { unreadable } = await analyse({ ...two(''), 'cat/x.png': shade(1).subarray(0, 40) })
    expect(unreadable.map(({ path, reason }) => `${path}: ${inEnglish(reason)}`)).toEqual([
      expect.stringMatching(/^cat\/x\.png: it is a damaged PNG file/) as string,
    ])
  })

  it('of a set says how its pictures were fitted', async () => {
    await put(root(), two(''))
    const { id, fit } = await importDataset(root(), { fit: 'pad' })
    expect(fit).toBe('pad')
    expect((await listDatasets()).find((each) => each.id === id)?.fit).toBe('pad')
  })
})

describe('an import that can not be written down', () => {
  it('leaves no cached set behind', async () => {
    await put(root(), two(''))
    await put(join(home.folder, 'data'), { datasets: 'a file where a folder has to be' })
    await expect(importDataset(root())).rejects.toThrow()
    expect(await readdir(join(home.folder, 'cache/datasets')).catch(() => [])).toEqual([])
  })

  it('leaves the old set as it was where its pictures can not be kept', async () => {
    await put(root(), two(''))
    const before = await importDataset(root(), { fit: 'pad' })
    await rm(join(home.folder, 'cache/datasets'), { recursive: true })
    await writeFile(join(home.folder, 'cache/datasets'), 'a file')
    await expect(importDataset(root(), { fit: 'crop' })).rejects.toThrow()
    await rm(join(home.folder, 'cache/datasets'))
    expect((await listDatasets()).find(({ id }) => id === before.id)).toMatchObject({
      state: 'found',
    })
    expect(await readdir(join(home.folder, 'data/datasets'))).toEqual(['set.json'])
  })
})
