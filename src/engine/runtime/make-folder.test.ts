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
  it('makes its missing parents, and accepts one that already exists', async () => {
    const folder = join(root, 'a', 'b', 'c')
    await makeFolder(folder)
    await makeFolder(folder)
    await Promise.all(['x', 'y', 'z'].map((name) => makeFolder(join(root, 'd', 'e', name))))
    expect([folder, join(root, 'd', 'e', 'z')].every(existsSync)).toBe(true)
  })

  it('is refused if a file is in its place or in its path', async () => {
    writeFileSync(join(root, 'file'), '')
    for (const path of [join(root, 'file'), join(root, 'file', 'below'), join(root, 'file/b/c')])
      await expect(makeFolder(path)).rejects.toMatchObject({
        code: 'invalid-argument',
        message: expect.stringContaining("can't be a folder") as string,
      })
  })

  it.skipIf(process.platform !== 'linux')(
    'fails where the file system does not allow it',
    async () => {
      for (const path of ['/proc/convscope', '/proc/convscope/below/it', '/proc/self/fd/x/y'])
        await expect(makeFolder(path)).rejects.toMatchObject({
          code: 'not-found',
          message: expect.stringContaining('does not allow it') as string,
        })
      await expect(writeFileAtomic('/proc/convscope/a/b', '')).rejects.toThrow('does not allow it')
      const fill = (): Promise<void> => Promise.reject(new Error('it was filled'))
      await expect(writeFolderAtomic('/proc/convscope/a/b', fill)).rejects.toThrow(
        'does not allow it',
      )
    },
  )

  it('is the only way in which the engine makes a folder with its parents', () => {
    const files = ['src/engine', 'src/cli'].flatMap((room) =>
      readdirSync(room, { recursive: true, encoding: 'utf8' }).map((name) => join(room, name)),
    )
    const sources = files.filter((name) => /(?<!\.test)\.ts$/.test(name) && !/testing/.test(name))
    expect(sources.length).toBeGreaterThan(200)
    const recursive = /mkdir(Sync)?\([^)]*recursive: true/
    expect(sources.filter((name) => recursive.test(readFileSync(name, 'utf8')))).toEqual([])
  })

  it('names the requested folder in the error, not the temporary one', async () => {
    writeFileSync(join(root, 'taken'), '')
    mkdirSync(join(root, 'writable'))
    await expect(
      writeFolderAtomic(join(root, 'taken', 'x'), () => Promise.resolve()),
    ).rejects.toThrow(`${join(root, 'taken')} can't be a folder`)
  })
})
