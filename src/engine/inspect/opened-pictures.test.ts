import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { exampleRaster } from '../datasets/example-raster'
import { Pictures } from './opened-pictures'
import { Tokens } from '../service/tokens'

describe('pictures', () => {
  it('refuse a missing file, a folder, or a file that is no picture, each with its code', async () => {
    const folder = await mkdtemp(join(tmpdir(), 'convscope-'))
    await writeFile(join(folder, 'notes.png'), 'no picture at all')
    const tokens = new Tokens()
    tokens.register('missing', join(folder, 'gone.png'))
    tokens.register('folder', folder)
    tokens.register('notes', join(folder, 'notes.png'))
    const pictures = new Pictures(tokens)
    const open = (token: string): Promise<unknown> => pictures.open({ kind: 'token', token })
    await expect(open('missing')).rejects.toMatchObject({ code: 'not-found' })
    await expect(open('folder')).rejects.toMatchObject({ code: 'invalid-image' })
    await expect(open('notes')).rejects.toMatchObject({
      code: expect.stringMatching(/invalid-image|unsupported/) as string,
    })
    await expect(pictures.open({ kind: 'sample', name: 'no-such-sample' })).rejects.toMatchObject({
      code: 'not-found',
    })
    expect(() => pictures.get('gone')).toThrow(expect.objectContaining({ code: 'not-found' }))
    await rm(folder, { recursive: true })
  })

  it('of a data set keep their pixels', () => {
    const grey = exampleRaster({
      height: 1,
      width: 2,
      channels: 1,
      pixels: Uint8Array.of(7, 250),
      labels: Int32Array.of(0),
    })
    expect([...grey.rgba]).toEqual([7, 7, 7, 255, 250, 250, 250, 255])
    const colour = exampleRaster({
      height: 1,
      width: 1,
      channels: 3,
      pixels: Uint8Array.of(1, 2, 3),
      labels: Int32Array.of(0),
    })
    expect([...colour.rgba]).toEqual([1, 2, 3, 255])
  })
})
