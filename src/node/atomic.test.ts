import { mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, expect, it } from 'vitest'
import { replaceFile } from './atomic'

let folder: string
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'convscope-atomic-'))
})
afterEach(() => rm(folder, { recursive: true, force: true }))

it('replaces a file whole, and leaves the old one and no draft where it is refused', async () => {
  const path = join(folder, 'settings.json')
  await writeFile(path, 'old')
  const refuse = (): void => {
    throw new Error('not now')
  }
  await expect(replaceFile(path, ['new'], refuse)).rejects.toThrow('not now')
  expect([await readFile(path, 'utf8'), await readdir(folder)]).toEqual(['old', ['settings.json']])
  await replaceFile(path, ['new'])
  expect([await readFile(path, 'utf8'), await readdir(folder)]).toEqual(['new', ['settings.json']])
  await expect(replaceFile(join(folder, 'none', 'a'), [''])).rejects.toMatchObject({
    code: 'ENOENT',
  })
})
