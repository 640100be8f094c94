import {
  existsSync,
  mkdirSync,
  readFileSync,
  readdirSync,
  utimesSync,
  writeFileSync,
} from 'node:fs'
import { hostname } from 'node:os'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { scratch } from '../testing/scratch.mjs'
import { buildKey } from './build.mjs'
import { buildFolder, readJson, writeJson } from '../../../src/libtensorflow/files.mjs'
import { withLock } from './lock.mjs'

describe('buildFolder', () => {
  it('replaces the old folder only when the new one is complete', async () => {
    const target = join(scratch(), 'electron')
    mkdirSync(target)
    writeFileSync(join(target, 'version'), 'old')
    const broken = buildFolder(target, async (draft) => {
      writeFileSync(join(draft, 'version'), 'half')
      throw new Error('interrupted')
    })
    await expect(broken).rejects.toThrow('interrupted')
    expect(readFileSync(join(target, 'version'), 'utf8')).toBe('old')
    expect(readdirSync(join(target, '..'))).toEqual(['electron'])
    await buildFolder(target, async (draft) => writeFileSync(join(draft, 'version'), 'new'))
    expect(readFileSync(join(target, 'version'), 'utf8')).toBe('new')
  })
})

describe('writeJson', () => {
  it('leaves one complete file; a broken one reads as missing', async () => {
    const folder = scratch()
    await writeJson(join(folder, 'a/current.json'), { variant: 'cpu' })
    expect(readJson(join(folder, 'a/current.json'))).toEqual({ variant: 'cpu' })
    expect(readdirSync(join(folder, 'a'))).toEqual(['current.json'])
    writeFileSync(join(folder, 'b.json'), '{"variant":')
    expect(readJson(join(folder, 'b.json'))).toBeUndefined()
  })
})

describe('buildKey', () => {
  it('follows contents and names, not times nor tests', () => {
    const root = scratch()
    mkdirSync(join(root, 'src'))
    writeFileSync(join(root, 'src/a.ts'), 'one')
    const first = buildKey(root)
    utimesSync(join(root, 'src/a.ts'), 1, 1)
    writeFileSync(join(root, 'src/a.test.ts'), 'a test')
    expect(buildKey(root)).toBe(first)
    writeFileSync(join(root, 'src/a.ts'), 'two')
    expect(buildKey(root)).not.toBe(first)
  })
})

describe('withLock', () => {
  it('lets one in at a time and is gone afterwards', async () => {
    const path = join(scratch(), 'setup.lock')
    const order = []
    const enter = (name) =>
      withLock(path, 'Test', async () => {
        order.push(`${name} in`)
        await new Promise((resolve) => setTimeout(resolve, 30))
        order.push(`${name} out`)
      })
    await Promise.all([enter('first'), enter('second')])
    expect(order.map((entry) => entry.split(' ')[1])).toEqual(['in', 'out', 'in', 'out'])
    expect(existsSync(path)).toBe(false)
  })

  it('takes over the lock of a process that has ended', async () => {
    const path = join(scratch(), 'setup.lock')
    writeFileSync(path, JSON.stringify({ pid: 2 ** 22 + 1, host: hostname() }))
    expect(await withLock(path, 'Test', async () => 'mine')).toBe('mine')
  })
})
