import {
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  writeFileSync,
} from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, describe, expect, it } from 'vitest'
import { writeFileAtomic, writeFolderAtomic } from './files'
import { makeFolder } from './make-folder'

const root = mkdtempSync(join(tmpdir(), 'convscope-folders-'))
afterAll(() => rmSync(root, { recursive: true, force: true }))

describe('making a folder', () => {
  it('makes those above it, and takes one that is there', async () => {
    const folder = join(root, 'a', 'b', 'c')
    await makeFolder(folder)
    await makeFolder(folder)
    await Promise.all(['x', 'y', 'z'].map((name) => makeFolder(join(root, 'd', 'e', name))))
    expect([folder, join(root, 'd', 'e', 'z')].every(existsSync)).toBe(true)
  })

  it('is refused where a file is in its place or in its path', async () => {
    writeFileSync(join(root, 'file'), '')
    for (const path of [join(root, 'file'), join(root, 'file', 'below'), join(root, 'file/b/c')])
      await expect(makeFolder(path)).rejects.toMatchObject({
        code: 'invalid-argument',
        message: expect.stringContaining("can't be a folder") as string,
      })
  })

  it.skipIf(process.platform !== 'linux')('ends where the file system takes none', async () => {
    for (const path of ['/proc/convscope', '/proc/convscope/below/it', '/proc/self/fd/x/y'])
      await expect(makeFolder(path)).rejects.toMatchObject({
        code: 'not-found',
        message: expect.stringContaining('takes none') as string,
      })
    await expect(writeFileAtomic('/proc/convscope/a/b', '')).rejects.toThrow('takes none')
    const fill = (): Promise<void> => Promise.reject(new Error('it was filled'))
    await expect(writeFolderAtomic('/proc/convscope/a/b', fill)).rejects.toThrow('takes none')
  })

  it('is the only way to a folder and those above it', () => {
    const files = ['src/engine', 'src/cli'].flatMap((room) =>
      readdirSync(room, { recursive: true, encoding: 'utf8' }).map((name) => join(room, name)),
    )
    const sources = files.filter((name) => /(?<!\.test)\.ts$/.test(name) && !/testing/.test(name))
    expect(sources.length).toBeGreaterThan(200)
    const recursive = /mkdir(Sync)?\([^)]*recursive: true/
    expect(sources.filter((name) => recursive.test(readFileSync(name, 'utf8')))).toEqual([])
  })

  it('names the folder that was asked for, not its draft', async () => {
    writeFileSync(join(root, 'taken'), '')
    mkdirSync(join(root, 'writable'))
    await expect(
      writeFolderAtomic(join(root, 'taken', 'x'), () => Promise.resolve()),
    ).rejects.toThrow(`${join(root, 'taken')} can't be a folder`)
  })
})
