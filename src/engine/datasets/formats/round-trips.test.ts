import { execFileSync, spawnSync } from 'node:child_process'
import { writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { gzipSync } from 'node:zlib'
import { strToU8, zipSync } from 'fflate'
import { describe, expect, it } from 'vitest'
import { inEnglish } from '@shared/errors'
import type { RawDataset } from '../dataset'
import { examine } from '../examine'
import { encodeIdx } from '../testing/encode-idx'
import { encodeNpy as npy } from '../testing/encode-npy'
import { ownHome } from '../testing/home'
import { many, put } from '../testing/make-files'
import { parsePickle } from './pickle'

const home = ownHome()
const at = (name: string): string => join(home.folder, name)
const read = async (name: string, options = {}): Promise<RawDataset> =>
  (await examine(at(name), options, {})).raw

const counting = (length: number): Uint8Array => Uint8Array.from({ length }, (_, i) => i % 256)

describe('archives', () => {
  const files = { ...many('pets/cat', 60, 4), ...many('pets/dog', 190, 4) }

  it('zip: one folder inside names no class', async () => {
    await writeFile(
      at('pets.zip'),
      zipSync({ ...files, '__MACOSX/pets/cat/._0.png': strToU8('x') }),
    )
    const set = await read('pets.zip')
    expect([set.classes, set.train.count, set.test.count]).toEqual([['cat', 'dog'], 6, 2])
  })

  it('leave out what leads out of them, and say so', async () => {
    await writeFile(at('pets.zip'), zipSync({ ...files, '../evil.png': strToU8('x') }))
    const { analysis } = await examine(at('pets.zip'), {}, {})
    expect(analysis.leftOut.map((left) => ({ ...left, reason: inEnglish(left.reason) }))).toEqual([
      { path: '../evil.png', reason: 'its path leads out of the archive', count: 1 },
    ])
  })

  it.each([
    ['pets.tar', []],
    ['pets.tgz', ['-z']],
  ])('%s', async (name, flags) => {
    await put(at('in'), files)
    execFileSync('tar', [...flags, '-cf', at(name), '-C', at('in'), 'pets'])
    const [packed, plain] = [await read(name), await read('in')]
    expect(packed).toEqual(plain)
  })

  it('that are cut off, or unpack to more than they say, are refused', async () => {
    await put(at('in'), files)
    execFileSync('tar', ['-czf', at('pets.tgz'), '-C', at('in'), 'pets'])
    const { readFile } = await import('node:fs/promises')
    const whole = await readFile(at('pets.tgz'))
    await writeFile(at('cut.tgz'), whole.subarray(0, whole.length / 2))
    await expect(read('cut.tgz')).rejects.toMatchObject({ code: 'corrupt' })
    const zip = zipSync(files)
    await writeFile(at('cut.zip'), zip.subarray(0, zip.length - 40))
    await expect(read('cut.zip')).rejects.toMatchObject({ code: 'invalid-file' })
  })

  it('with paths of a thousand folders are read without them', async () => {
    await writeFile(
      at('deep.zip'),
      zipSync({ ...files, [`${'a/'.repeat(1000)}x.png`]: strToU8('x') }),
    )
    const { analysis } = await examine(at('deep.zip'), {}, {})
    expect(analysis.leftOut.map(({ reason }) => inEnglish(reason))).toEqual([
      'more than 32 folders deep',
    ])
  })
})

describe('CIFAR', () => {
  const planes = counting(3072)

  it('100, binary: the fine label counts', async () => {
    const record = (coarse: number, fine: number) =>
      Buffer.concat([Buffer.of(coarse, fine), planes])
    await put(at('c'), {
      'train.bin': Buffer.concat([record(3, 1), record(3, 0)]),
      'test.bin': record(2, 1),
      'fine_label_names.txt': 'apple\nbear\n',
    })
    const set = await read('c')
    expect(set).toMatchObject({ kind: 'cifar100', classes: ['apple', 'bear'], channels: 3 })
    expect([...set.train.labels, ...set.test.labels]).toEqual([1, 0, 1])
    expect([...set.train.images.subarray(3, 6)]).toEqual([1, 1, 1])
  })

  it.runIf(spawnSync('python3', ['-c', 'import numpy']).status === 0)(
    'for Python is what Python wrote, in each protocol',
    async () => {
      const script = `
import sys, pickle, numpy as np, os
os.makedirs(sys.argv[1])
for protocol, name in ((2, 'data_batch_1'), (4, 'data_batch_2'), (2, 'test_batch')):
    d = {b'data': (np.arange(2 * 3072) % 256).astype(np.uint8).reshape(2, 3072), b'labels': [1, 0], b'filenames': [b'a.png', b'b.png']}
    pickle.dump(d, open(sys.argv[1] + '/' + name, 'wb'), protocol)
pickle.dump({'label_names': ['cat', 'dog']}, open(sys.argv[1] + '/batches.meta', 'wb'), 2)`
      execFileSync('python3', ['-c', script, at('p')])
      const set = await read('p')
      expect([set.classes, [...set.train.labels], set.test.count]).toEqual([
        ['cat', 'dog'],
        [1, 0, 1, 0],
        2,
      ])
      expect([...set.train.images.subarray(0, 6)]).toEqual([0, 0, 0, 1, 1, 1])
    },
  )

  it('never runs what a pickle asks for', () => {
    const evil = Buffer.from('\x80\x02cos\nsystem\nU\x04true\x85R.', 'latin1')
    expect(() => parsePickle(evil, 'data_batch_1')).toThrow(
      /holds more than a data set needs \(os system\)/,
    )
    expect(() => parsePickle(evil.subarray(0, 6), 'data_batch_1')).toThrow('damaged pickle')
  })
})

describe('npz', () => {
  const pictures = npy([3, 2, 2], counting(12))

  it('as MedMNIST ships it, with its validation part', async () => {
    await writeFile(
      at('blood.npz'),
      zipSync({
        'train_images.npy': pictures,
        'train_labels.npy': npy([3, 1], Uint8Array.of(0, 1, 0)),
        'val_images.npy': pictures,
        'val_labels.npy': npy([3, 1], Uint8Array.of(1, 0, 0)),
        'test_images.npy': pictures,
        'test_labels.npy': npy([3, 1], Uint8Array.of(1, 1, 0)),
      }),
    )
    const { raw, analysis } = await examine(at('blood.npz'), {}, {})
    expect([raw.train, raw.test, raw.validation].map((part) => [...(part?.labels ?? [])])).toEqual([
      [0, 1, 0],
      [1, 1, 0],
      [1, 0, 0],
    ])
    expect([analysis.found, analysis.taken, analysis.validation]).toEqual([9, 9, 3])
  })

  it('without a validation part where nothing else is there to test on', async () => {
    await writeFile(
      at('two.npz'),
      zipSync({
        'train_images.npy': pictures,
        'train_labels.npy': npy([3, 1], Uint8Array.of(0, 1, 0)),
        'val_images.npy': pictures,
        'val_labels.npy': npy([3, 1], Uint8Array.of(1, 0, 0)),
      }),
    )
    const { raw, analysis } = await examine(at('two.npz'), {}, {})
    expect(raw.validation).toBeUndefined()
    expect(analysis.leftOut.map(({ path, count }) => [path, count])).toEqual([['val_images', 3]])
  })

  it('with names that the user gives, of float numbers in 0…1', async () => {
    const floats = new Float32Array([0, 0.5, 1, 0.25])
    await writeFile(
      at('own.npz'),
      zipSync({
        'pix.npy': npy([4, 1, 1], new Uint8Array(floats.buffer), '<f4'),
        'cls.npy': npy([4], new Uint8Array(BigInt64Array.of(0n, 1n, 0n, 1n).buffer), '<i8'),
      }),
    )
    await expect(read('own.npz')).rejects.toMatchObject({
      code: 'invalid-argument',
      message: expect.stringContaining('pix, cls') as string,
    })
    const set = await read('own.npz', { keys: ['pix', 'cls'], testShare: 0.5 })
    expect([...set.train.images, ...set.test.images].sort((a, b) => a - b)).toEqual([
      0, 64, 128, 255,
    ])
  })
})

describe('CSV', () => {
  const row = (label: number, value: number) =>
    `${label},${Array<number>(16).fill(value).join(',')}`

  it('of labels and pixels, with what is no picture named by its line', async () => {
    await put(at('csv'), {
      'mnist_train.csv': [
        `label,${Array.from({ length: 16 }, (_, i) => `p${i}`).join(',')}`,
        row(0, 5),
        row(1, 300),
        row(1, 7),
        '',
      ].join('\n'),
      'mnist_test.csv': gzipSync(`${row(1, 9)}\n${row(0, 8)}\n`),
    })
    const { raw, analysis } = await examine(at('csv'), {}, {})
    expect([[...raw.train.labels], [...raw.test.labels], raw.height]).toEqual([[0, 1], [1, 0], 4])
    expect(analysis.leftOut.map((left) => ({ ...left, reason: inEnglish(left.reason) }))).toEqual([
      { path: 'mnist_train.csv:3', reason: 'not a label and 16 pixels of 0 … 255', count: 1 },
    ])
  })
})

describe('QMNIST and others', () => {
  it('have eight numbers a picture, of which the first is the class', async () => {
    const table = new Uint8Array(2 * 8 * 4)
    table[3] = 1
    const header = Buffer.from([0, 0, 0x0c, 2, 0, 0, 0, 2, 0, 0, 0, 8])
    const images = encodeIdx([2, 2, 2], counting(8))
    const labels = gzipSync(Buffer.concat([header, table]))
    await put(at('q'), {
      'qmnist-train-images-idx3-ubyte': gzipSync(images),
      'qmnist-train-labels-idx2-int.gz': labels,
      'qmnist-test-images-idx3-ubyte.gz': images,
      'qmnist-test-labels-idx2-int': labels,
    })
    const set = await read('q')
    expect([[...set.train.labels], [...set.test.images]]).toEqual([[1, 0], [...counting(8)]])
  })
})
