import { mkdir, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { strToU8, zipSync } from 'fflate'
import { describe, expect, it } from 'vitest'
import { lookAt } from './index'
import { ownHome } from './testing/home'
import { many, put } from './testing/make-files'
import { encodeNpy } from './testing/encode-npy'

const home = ownHome()
const root = (): string => join(home.folder, 'set')

describe('a look at a place', () => {
  it('tells a data set from pictures without classes, and from neither', async () => {
    await put(root(), { ...many('cat', 60), ...many('dog', 190) })
    expect(await lookAt(root())).toEqual({ kind: 'dataset', pictures: 12, isFolder: true })

    await put(join(home.folder, 'deep'), { ...many('a/b/c', 60, 2) })
    expect(await lookAt(join(home.folder, 'deep'))).toEqual({
      kind: 'pictures',
      pictures: 2,
      isFolder: true,
    })

    await mkdir(join(home.folder, 'empty'))
    await put(join(home.folder, 'texts'), { 'a/notes.txt': 'x', 'b.whl': 'x' })
    for (const name of ['empty', 'texts'])
      expect(await lookAt(join(home.folder, name))).toEqual({
        kind: 'nothing',
        pictures: 0,
        isFolder: true,
      })
  })

  it('sees into archives', async () => {
    const zip = join(home.folder, 'some.zip')
    await writeFile(zip, zipSync({ ...many('cat', 60), ...many('dog', 190) }))
    expect(await lookAt(zip)).toEqual({ kind: 'dataset', pictures: 12, isFolder: false })
    await writeFile(zip, zipSync({ 'readme.md': strToU8('x') }))
    expect(await lookAt(zip)).toMatchObject({ kind: 'nothing' })
    await expect(lookAt(join(home.folder, 'gone'))).rejects.toMatchObject({ code: 'not-found' })
  })

  it('tells an npz of pictures and labels from one of weights, by what is in it', async () => {
    const path = join(home.folder, 'arrays.npz')
    const npz = async (arrays: Readonly<Record<string, Uint8Array>>): Promise<string> => {
      const files = Object.entries(arrays).map(([name, bytes]) => [`${name}.npy`, bytes])
      await writeFile(path, zipSync(Object.fromEntries(files) as Record<string, Uint8Array>))
      return (await lookAt(path)).kind
    }
    const pictures = encodeNpy([6, 2, 2], new Uint8Array(24))
    const floats = (...shape: number[]) =>
      encodeNpy(shape, new Uint8Array(4 * shape.reduce((a, b) => a * b)), '<f4')
    const labels = encodeNpy([6], new Uint8Array(6))
    expect(await npz({ train_images: pictures, train_labels: labels })).toBe('dataset')
    expect(await npz({ pix: floats(6, 3, 2, 2), cls: labels })).toBe('dataset')
    expect(await npz({ 'conv1.weight': floats(6, 1, 5, 5), 'conv1.bias': floats(6) })).toBe(
      'nothing',
    )
    expect(await npz({ pix: pictures, cls: encodeNpy([5], new Uint8Array(5)) })).toBe('nothing')
  })
})
