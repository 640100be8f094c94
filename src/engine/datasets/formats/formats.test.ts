import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { gzipSync } from 'node:zlib'
import { encode } from 'fast-png'
import { encode as encodeJpeg } from 'jpeg-js'
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { stratifiedSplit } from '../split'
import { encodeIdx } from '../testing/encode-idx'
import { examine } from '../examine'
import { requireUsable } from '../usable'
import type { RawDataset } from '../dataset'
import type { ReadOptions } from './format'

let folder: string
let cache: string
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'convscope-formats-'))
  cache = await mkdtemp(join(tmpdir(), 'convscope-cache-'))
  vi.stubEnv('CONVSCOPE_CACHE', cache)
})
afterEach(async () => {
  vi.unstubAllEnvs()
  await rm(folder, { recursive: true, force: true })
  await rm(cache, { recursive: true, force: true })
})

async function put(files: Readonly<Record<string, Uint8Array | string>>): Promise<void> {
  for (const [name, bytes] of Object.entries(files)) {
    await mkdir(dirname(join(folder, name)), { recursive: true })
    await writeFile(join(folder, name), bytes)
  }
}
async function read(options: ReadOptions = {}): Promise<RawDataset> {
  const { raw, analysis } = await examine(folder, options, {})
  requireUsable(folder, analysis, options)
  return raw
}
const grey = (value: number, side = 4): Uint8Array =>
  encode({ width: side, height: side, channels: 1, data: new Uint8Array(side * side).fill(value) })

describe('IDX folders', () => {
  const images = (count: number) =>
    encodeIdx(
      [count, 2, 2],
      Uint8Array.from({ length: count * 4 }, (_, i) => i),
    )
  const labels = (...values: number[]) => encodeIdx([values.length], Uint8Array.from(values))

  it('are read packed or not, with the class names beside them', async () => {
    await put({
      'train-images-idx3-ubyte.gz': gzipSync(images(3)),
      'train-labels-idx1-ubyte': labels(0, 1, 1),
      't10k-images.idx3-ubyte': images(1),
      't10k-labels.idx1-ubyte.gz': gzipSync(labels(1)),
      'classes.txt': 'cat\n dog \n',
    })
    const set = await read()
    expect(set).toMatchObject({
      kind: 'idx',
      height: 2,
      width: 2,
      channels: 1,
      classes: ['cat', 'dog'],
    })
    expect([...set.train.images]).toEqual([0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11])
    expect([[...set.train.labels], [...set.test.labels], set.test.count]).toEqual([
      [0, 1, 1],
      [1],
      1,
    ])
  })

  it('without a test part are split class by class', async () => {
    await put({
      'train-images-idx3-ubyte': images(8),
      'train-labels-idx1-ubyte': labels(0, 1, 0, 1, 0, 1, 0, 1),
    })
    const set = await read({ testShare: 0.25, seed: 3 })
    expect([set.train.count, set.test.count]).toEqual([6, 2])
    expect([...set.test.labels].sort()).toEqual([0, 1])
    expect([...set.train.images, ...set.test.images].sort((a, b) => a - b)).toEqual(
      Array.from({ length: 32 }, (_, i) => i),
    )
  })

  it.each([
    [
      'unequal counts',
      { 'train-images-idx3-ubyte': images(2), 'train-labels-idx1-ubyte': labels(1) },
      'corrupt',
      '1 labels for 2 pictures',
    ],
    [
      'two sets in one folder',
      {
        'a-train-images-idx3-ubyte': images(2),
        'b-train-images-idx3-ubyte': images(2),
        'train-labels-idx1-ubyte': labels(1),
      },
      'invalid-file',
      'more than one data set',
    ],
    [
      'labels beyond the class names',
      {
        'train-images-idx3-ubyte': images(2),
        'train-labels-idx1-ubyte': labels(0, 2),
        'classes.txt': 'a\nb',
      },
      'corrupt',
      'there are 2 classes',
    ],
    [
      'test pictures without labels',
      {
        'train-images-idx3-ubyte': images(1),
        'train-labels-idx1-ubyte': labels(0),
        't10k-images-idx3-ubyte': images(1),
      },
      'not-found',
      'no test labels',
    ],
    [
      'a packed file cut off',
      {
        'train-images-idx3-ubyte.gz': gzipSync(images(2)).subarray(0, 30),
        'train-labels-idx1-ubyte': labels(0, 0),
      },
      undefined,
      'train-images-idx3-ubyte.gz',
    ],
    [
      'test pictures of another size',
      {
        'train-images-idx3-ubyte': images(1),
        'train-labels-idx1-ubyte': labels(0),
        't10k-images-idx3-ubyte': encodeIdx([1, 1, 1], new Uint8Array(1)),
        't10k-labels-idx1-ubyte': labels(0),
      },
      'corrupt',
      'test pictures 1 × 1 × 1',
    ],
  ])('are refused for %s', async (_, files, code, message) => {
    await put(files)
    await expect(read()).rejects.toMatchObject({
      name: 'AppError',
      ...(code ? { code } : {}),
      message: expect.stringContaining(message) as string,
    })
  })

  it('never unpack to more than a file announces', async () => {
    const bomb = gzipSync(new Uint8Array(50_000_000))
    bomb.writeUInt32LE(100, bomb.length - 4)
    await put({ 'train-images-idx3-ubyte.gz': bomb, 'train-labels-idx1-ubyte': labels(0) })
    await expect(read()).rejects.toMatchObject({
      code: 'corrupt',
      message: expect.stringContaining('more than the 100 bytes') as string,
    })
    bomb.writeUInt32LE(0xffffffff, bomb.length - 4)
    await put({ 'train-images-idx3-ubyte.gz': bomb })
    await expect(read()).rejects.toMatchObject({ code: 'too-large' })
  })
})

describe('CIFAR-10 folders', () => {
  /** A record whose red, green and blue planes count up from 0, 100 and 200. */
  const record = (label: number) =>
    Uint8Array.from({ length: 3073 }, (_, i) =>
      i === 0 ? label : Math.floor((i - 1) / 1024) * 100 + ((i - 1) % 32),
    )

  it('turn planes into pixels, batches in numerical order', async () => {
    await put({
      'cifar-10-batches-bin/data_batch_2.bin': record(2),
      'cifar-10-batches-bin/data_batch_10.bin': record(9),
      'cifar-10-batches-bin/data_batch_1.bin': Buffer.concat([record(0), record(1)]),
      'cifar-10-batches-bin/test_batch.bin': record(7),
    })
    const set = await read()
    expect(set).toMatchObject({ kind: 'cifar10', height: 32, width: 32, channels: 3 })
    expect([[...set.train.labels], [...set.test.labels], set.classes[7]]).toEqual([
      [0, 1, 2, 9],
      [7],
      'horse',
    ])
    expect([...set.train.images.subarray(3 * 5, 3 * 6)]).toEqual([5, 105, 205])
  })

  it('are refused where a batch is cut off or a label is none', async () => {
    await put({ 'data_batch_1.bin': record(0).subarray(1), 'test_batch.bin': record(0) })
    await expect(read()).rejects.toMatchObject({
      code: 'corrupt',
      message: expect.stringContaining('3072 bytes') as string,
    })
    await put({ 'data_batch_1.bin': record(10) })
    await expect(read()).rejects.toMatchObject({
      code: 'corrupt',
      message: expect.stringContaining('label 0 is 10') as string,
    })
  })
})

describe('folders of pictures', () => {
  it('become one class a sub-folder, fitted and made grey', async () => {
    const red = encodeJpeg(
      {
        width: 8,
        height: 8,
        data: Buffer.from(Array.from({ length: 256 }, (_, i) => [255, 0, 0, 255][i % 4]!)),
      },
      100,
    ).data
    await put({
      'train/cat/a.png': grey(10),
      'train/cat/notes.txt': 'x',
      'train/dog/b.JPG': red,
      'val/dog/c.png': grey(200, 9),
    })
    const set = await read({ size: [3, 5], channels: 1 })
    expect(set).toMatchObject({
      kind: 'images',
      height: 3,
      width: 5,
      channels: 1,
      classes: ['cat', 'dog'],
    })
    expect([...set.train.images.subarray(0, 15)]).toEqual(Array(15).fill(10))
    expect(set.train.images[15]).toBeCloseTo(0.299 * 254, -0.5)
    expect([[...set.test.labels], set.test.images[0]]).toEqual([[1], 200])
  })

  it('without a split get a seeded one, the same for the same seed', async () => {
    for (let i = 0; i < 10; i++)
      await put({ [`a/${i}.png`]: grey(i), [`b/${i}.png`]: grey(100 + i) })
    const [one, again, other] = [
      await read({ seed: 1 }),
      await read({ seed: 1 }),
      await read({ seed: 2 }),
    ]
    expect([one.train.count, one.test.count, [...one.test.labels]]).toEqual([16, 4, [0, 0, 1, 1]])
    expect(again).toEqual(one)
    expect([...other.test.images]).not.toEqual([...one.test.images])
  })

  it('are refused with every faulty file named', async () => {
    await put({
      'a/good.png': grey(1),
      'a/bad.png': 'no picture',
      'b/worse.jpg': '',
      'b/good.png': grey(2),
    })
    await expect(read()).rejects.toMatchObject({
      code: 'invalid-file',
      message: expect.stringMatching(/^2 of 4(?=.*bad\.png).*worse\.jpg/) as string,
    })
    await put({
      'a/bad.png': grey(3),
      'b/worse.jpg': grey(3),
      'b/moving.gif': '<svg xmlns="http://www.w3.org/2000/svg"></svg>',
    })
    await expect(read()).rejects.toMatchObject({
      code: 'unsupported',
      message: expect.stringContaining('moving.gif') as string,
    })
  })

  it('are refused with a test class that has no training pictures', async () => {
    await put({ 'train/a/1.png': grey(1), 'train/b/1.png': grey(1), 'test/c/1.png': grey(1) })
    await expect(read()).rejects.toMatchObject({
      code: 'invalid-file',
      message: expect.stringContaining('c is a class') as string,
    })
  })

  it('stop when they are cancelled', async () => {
    await put({ 'a/1.png': grey(1), 'a/2.png': grey(1), 'b/1.png': grey(1) })
    const controller = new AbortController()
    controller.abort()
    await expect(
      examine(folder, { size: [2, 2], channels: 1 }, { signal: controller.signal }),
    ).rejects.toMatchObject({ code: 'cancelled' })
  })
})

describe('a folder that holds no data set', () => {
  it('is told what would be one', async () => {
    await put({ 'readme.txt': '' })
    await expect(read()).rejects.toMatchObject({
      code: 'invalid-file',
      message: expect.stringContaining('train-images-idx3-ubyte') as string,
    })
    await expect(examine(join(folder, 'nowhere'), {}, {})).rejects.toMatchObject({
      code: 'not-found',
    })
  })
})

describe('stratifiedSplit', () => {
  it('keeps one of each side of a small class, and a lone one for training', () => {
    const { train, test } = stratifiedSplit([0, 0, 1, 2, 2, 2, 2, 2, 2, 2, 2, 2, 2], 0.2, 5)
    expect([...train, ...test].sort((a, b) => a - b)).toEqual(
      Array.from({ length: 13 }, (_, i) => i),
    )
    expect(test.map((index) => [0, 0, 1, 2, 2, 2, 2, 2, 2, 2, 2, 2, 2][index])).toEqual([0, 2, 2])
  })
})
