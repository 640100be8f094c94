import { mkdir, mkdtemp, readFile, readdir, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { writeFileAtomic, writeFolderAtomic } from './files'

let folder: string
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'convscope-files-'))
})
afterEach(() => rm(folder, { recursive: true, force: true }))

describe('writeFileAtomic', () => {
  it('replaces a file and leaves no temporary file', async () => {
    const path = join(folder, 'deep', 'a.json')
    await writeFileAtomic(path, 'one')
    await writeFileAtomic(path, new Uint8Array([116, 119, 111]))
    expect(await readFile(path, 'utf8')).toBe('two')
    expect(await readdir(join(folder, 'deep'))).toEqual(['a.json'])
  })

  it('names the path it could not write', async () => {
    await writeFile(join(folder, 'file'), '')
    await expect(writeFileAtomic(join(folder, 'file', 'a'), '')).rejects.toThrow(/write .*a: /)
  })
})

describe('contents in pieces', () => {
  it('are written one after the other, small ones and large ones', async () => {
    const target = join(folder, 'pieces')
    const pieces = [3, 0, 300_000, 5, 7, 262_144, 262_145].map((size, i) =>
      new Uint8Array(size).fill(i + 1),
    )
    await writeFileAtomic(target, pieces)
    expect((await readFile(target)).equals(Buffer.concat(pieces))).toBe(true)
    await writeFileAtomic(target, [])
    expect(await readFile(target, 'utf8')).toBe('')
  })
})

describe('writeFolderAtomic', () => {
  it('replaces a folder with all its files', async () => {
    const target = join(folder, 'set')
    await mkdir(target)
    await writeFile(join(target, 'old'), 'old')
    await writeFolderAtomic(target, (draft) => writeFile(join(draft, 'new'), 'new'))
    expect(await readdir(folder)).toEqual(['set'])
    expect(await readdir(target)).toEqual(['new'])
  })

  it('keeps the old folder and leaves no temporary one when filling fails', async () => {
    const target = join(folder, 'set')
    await writeFolderAtomic(target, (draft) => writeFile(join(draft, 'a'), 'a'))
    const fill = async (draft: string) => {
      await writeFile(join(draft, 'b'), 'b')
      throw new Error('halfway')
    }
    await expect(writeFolderAtomic(target, fill)).rejects.toThrow('halfway')
    expect(await readdir(folder)).toEqual(['set'])
    expect(await readdir(target)).toEqual(['a'])
  })
})
