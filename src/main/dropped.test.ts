import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { basename, join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { DROP_LIMIT } from '@shared/contract/desktop'
import type { Taken } from '@shared/contract/preload'
import { picturesIn, takeDropped } from './dropped'

let folder: string
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'convscope-dropped-'))
})
afterAll(() => rm(folder, { recursive: true, force: true }))

async function make(name: string, files: readonly string[]): Promise<string> {
  const path = join(folder, name)
  for (const file of files) {
    await mkdir(join(path, file, '..'), { recursive: true })
    await writeFile(join(path, file), '')
  }
  return path
}

const registered: string[] = []
const take = (paths: readonly string[]): Promise<Taken> =>
  takeDropped(paths, {
    register: (path) => {
      registered.push(path)
      return { token: path, name: basename(path) }
    },
  })
const kinds = ({ items }: Taken): string[] => items.map(({ name, kind }) => `${name}: ${kind}`)

describe('what is dropped', () => {
  it('is one item a file, even where the file no longer exists: the engine reports that', async () => {
    const path = await make('single', ['a.png'])
    expect(kinds(await take([join(path, 'a.png'), join(path, 'gone.png')]))).toEqual([
      'a.png: file',
      'gone.png: file',
    ])
  })

  it('may be the folder of a model or of a data set', async () => {
    const model = await make('model', ['model.json', 'group1-shard1of1.bin', 'thumbnail.png'])
    const classes = await make('classes', ['cats/1.png', 'dogs/1.png', 'cover.png'])
    const idx = await make('idx', ['train-images-idx3-ubyte'])
    expect(kinds(await take([model, classes, idx]))).toEqual([
      'model: model',
      'classes: dataset',
      'idx: dataset',
    ])
  })

  it('may be the folder of another program’s model, unless classes lie beside it', async () => {
    const onnx = await make('exported', ['resnet.onnx', 'resnet.onnx.data'])
    const saved = await make('saved', ['saved_model.pb', 'variables/variables.index'])
    const classes = await make('with-classes', ['cats/1.png', 'dogs/1.png', 'trained.h5'])
    const arrays = await make('arrays', ['train.npz'])
    expect(kinds(await take([onnx, saved, classes, arrays]))).toEqual([
      'exported: model',
      'saved: model',
      'with-classes: dataset',
      'arrays: dataset',
    ])
  })

  it('stands for its pictures where it is a folder of plain pictures, in natural order', async () => {
    const path = await make('plain', ['10.png', '9.JPG', '1.jpeg', 'notes.txt'])
    expect(kinds(await take([path]))).toEqual(['1.jpeg: file', '9.JPG: file', '10.png: file'])
  })

  it('passes over what systems leave behind', async () => {
    const path = await make('mac', [
      '1.png',
      '._1.png',
      '.DS_Store',
      'Thumbs.db',
      '__MACOSX/._x.png',
    ])
    expect(kinds(await take([path]))).toEqual(['1.png: file'])
  })

  it('may be the archive of a data set', async () => {
    const path = await make('packed', ['pets.zip', 'mnist.tar.gz'])
    expect(kinds(await take([join(path, 'pets.zip'), join(path, 'mnist.tar.gz')]))).toEqual([
      'pets.zip: dataset',
      'mnist.tar.gz: dataset',
    ])
  })

  it('is accepted up to the limit, and the rest is counted', async () => {
    const many = Array.from({ length: DROP_LIMIT + 50 }, (_, index) => `${index}.png`)
    const path = await make('many', many)
    registered.length = 0
    const taken = await take([path, join(path, '0.png'), join(path, '1.png')])
    expect([taken.items.length, taken.left, registered.length]).toEqual([
      DROP_LIMIT,
      52,
      DROP_LIMIT,
    ])
  })

  it('of a hundred thousand files is answered quickly', async () => {
    const taken = await take(Array.from({ length: 100_000 }, (_, index) => `/nowhere/${index}.png`))
    expect([taken.items.length, taken.left]).toEqual([DROP_LIMIT, 100_000 - DROP_LIMIT])
  })
})

describe('a folder of pictures', () => {
  it('says which of its files are no pictures', async () => {
    const path = await make('mixed', ['a.png', 'b.jpg', 'notes.txt', 'x.whl', 'Thumbs.db'])
    const { items, skipped } = await take([path])
    expect(items.map(({ name }) => name)).toEqual(['a.png', 'b.jpg'])
    expect([...(skipped ?? [])].sort()).toEqual(['notes.txt', 'x.whl'])
    expect(await take([join(path, 'a.png')])).not.toHaveProperty('skipped')
  })

  it('gives the pictures of the folders below it too, in their order and up to the limit', async () => {
    const path = await make('deep', [
      '10.png',
      '9.png',
      'a/b/c.png',
      'a/notes.txt',
      '__MACOSX/x.png',
    ])
    const register = (file: string) => ({ token: file, name: basename(file) })
    const { pictures, left } = await picturesIn(path, { register })
    expect(pictures.map(({ name }) => name)).toEqual(['9.png', '10.png', 'c.png'])
    expect(left).toBe(0)
    const many = Array.from({ length: DROP_LIMIT + 3 }, (_, i) => `${i}.png`)
    const full = await picturesIn(await make('full', many), { register })
    expect([full.pictures.length, full.left]).toEqual([DROP_LIMIT, 3])
    expect(await picturesIn(join(folder, 'gone'), { register })).toEqual({ pictures: [], left: 0 })
  })
})
