import { rm } from 'node:fs/promises'
import { join } from 'node:path'
import { encode } from 'fast-png'
import { beforeAll, describe, expect, it } from 'vitest'
import { tensorflow } from '../../runtime/tensorflow'
import { importDataset } from '../index'
import { ownHome } from '../testing/home'
import { put } from '../testing/make-files'
import { checkDataset } from './index'
import { keptCheck } from './kept'

// It lies in the cache that these tests replace.
beforeAll(() => void tensorflow())
const home = ownHome()
const source = () => join(home.folder, 'shapes')

/** Noise that no other seed has. */
const picture = (seed: number, width = 24, height = 24): Uint8Array =>
  encode({
    width,
    height,
    channels: 1,
    data: Uint8Array.from(
      { length: width * height },
      (_, at) => Math.imul((at + 1) * (seed + 3), 2654435761) >>> 24,
    ),
  })

const names = (folder: string, count: number, from: number) =>
  Object.fromEntries(
    Array.from({ length: count }, (_, i) => [`${folder}/${i}.png`, picture(from + i)]),
  )

async function imported(): Promise<string> {
  await put(source(), {
    ...names('train/a', 12, 0),
    ...names('train/b', 12, 50),
    ...names('test/a', 4, 100),
    ...names('test/b', 4, 150),
    'train/a/copy.png': picture(3),
    'test/b/leak.png': picture(5),
    'train/b/narrow.png': picture(7, 60, 10),
    'train/b/huge.png': picture(9, 400, 400),
  })
  return (await importDataset(source(), { size: [24, 24], channels: 1 })).id
}

describe('the findings of a check', () => {
  it('name copies, leaks with other labels, and odd shapes, and come back at once', async () => {
    const id = await imported()
    expect(await keptCheck(id)).toBeNull()
    const check = await checkDataset(id)
    expect(check.sizesKnown).toBe(true)
    const copies = check.findings.filter(({ kind }) => kind === 'copies')
    expect(copies).toMatchObject([
      { leak: false, conflict: false },
      { leak: true, conflict: true },
    ])
    expect(check.findings.filter(({ kind }) => kind === 'narrow')).toMatchObject([
      { value: 10 / 60, limit: 0.35, was: [10, 60], picture: { split: 'train', label: 1 } },
    ])
    expect(check.findings.filter(({ kind }) => kind === 'sized')).toMatchObject([
      { value: 400 / 24, limit: 10, was: [400, 400] },
    ])
    expect((await keptCheck(id))?.check).toEqual(check)
  })

  it('are gone when the set has changed', async () => {
    const id = await imported()
    await checkDataset(id)
    await rm(join(source(), 'test/b/leak.png'))
    await importDataset(source(), { size: [24, 24], channels: 1 })
    expect(await keptCheck(id)).toBeNull()
  })
})
