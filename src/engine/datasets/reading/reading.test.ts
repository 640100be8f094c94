import { appendFile, mkdtemp, readdir, readFile, rm, truncate, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, beforeEach, describe, expect, it, vi } from 'vitest'
import type { PictureTarget } from '../../pictures/fitted'
import { inlinePictures } from '../../pictures/picture-thread'
import { PictureThreads } from '../../pictures/picture-threads'
import type { ManyPictures } from '../../pictures/pictures-here'
import { writeBuiltWorker } from '../../pictures/testing/built-worker'
import { importDataset } from '../index'
import { readManifest } from '../manifest'
import { ownHome } from '../testing/home'
import { put, shade } from '../testing/make-files'
import { PictureStore } from './store'

const means = vi.hoisted((): { make: () => ManyPictures } => ({ make: () => undefined as never }))
vi.mock('../../pictures/pictures-here', async (original) => ({
  ...(await original<object>()),
  manyPictures: () => means.make(),
}))

const home = ownHome()
const root = (): string => join(home.folder, 'set')
let built = ''
let worker = ''
beforeAll(async () => {
  built = await mkdtemp(join(tmpdir(), 'convscope-reading-'))
  worker = await writeBuiltWorker(built)
})
afterAll(() => rm(built, { recursive: true, force: true }))

/** Names of the pictures that were decoded. */
let decoded: string[] = []
/** Decodes where it is, and says what; `stop` is called before the picture of that number. */
const counting = (stop?: { readonly at: number; readonly with: () => void }): ManyPictures => ({
  count: 1,
  fitted: (bytes, name, target) => {
    if (stop && decoded.length === stop.at) stop.with()
    decoded.push(name.slice(root().length + 1))
    return inlinePictures.fitted(bytes, name, target)
  },
  close: () => undefined,
})
beforeEach(() => {
  decoded = []
  means.make = () => counting()
})

const pictures = (): Record<string, Uint8Array> =>
  Object.fromEntries(
    ['cat', 'dog'].flatMap((name, label) =>
      Array.from({ length: 12 }, (_, i) => [
        `${name}/${i}.png`,
        shade([90 * label + i, 200 - i, 7 * i], 8 + i),
      ]),
    ),
  )

describe('an import', () => {
  it('makes the same bytes with one thread and with several', async () => {
    await put(root(), pictures())
    const hashes = []
    for (const count of [1, 3]) {
      means.make = () => new PictureThreads(count, worker)
      const { id } = await importDataset(root(), { size: [10, 10], seed: 3 })
      hashes.push(await readManifest(id))
    }
    expect(hashes[0]).toEqual(hashes[1])
    expect(hashes[0]).toHaveProperty('train.images.sha256')
  })

  it('that was cancelled goes on where it was', async () => {
    await put(root(), pictures())
    const abort = new AbortController()
    means.make = () => counting({ at: 10, with: () => abort.abort() })
    await expect(importDataset(root(), { signal: abort.signal })).rejects.toMatchObject({
      code: 'cancelled',
    })
    const before = decoded.slice(0, 10)
    decoded = []
    means.make = () => counting()
    const { id } = await importDataset(root())
    expect(decoded.filter((name) => before.includes(name))).toEqual([])
    expect(decoded.length).toBeGreaterThanOrEqual(12)

    const resumed = await readManifest(id)
    await importDataset(root())
    expect(await readManifest(id)).toEqual(resumed)
  })

  it('reads nothing again after a refusal for pictures that can not be read, nor these', async () => {
    await put(root(), { ...pictures(), 'cat/broken.png': shade(3).subarray(0, 50) })
    await expect(importDataset(root())).rejects.toMatchObject({ code: 'invalid-file' })
    expect(decoded).toHaveLength(25)
    decoded = []
    const info = await importDataset(root(), { skipUnreadable: true })
    expect(decoded).toEqual([])
    expect(info.train + info.test).toBe(24)
  })

  it('reads a picture again that took too long: the machine may have been busy', async () => {
    const slow = await writeSlow('1.png')
    await put(root(), pictures())
    const limits = { timeLimit: 300, startLimit: 60_000 }
    means.make = () => new PictureThreads(2, slow, { limits })
    await expect(importDataset(root(), { size: [6, 6] })).rejects.toMatchObject({
      details: { unreadable: [{ path: 'cat/1.png' }, { path: 'dog/1.png' }] },
    })
    means.make = () => counting()
    await importDataset(root(), { size: [6, 6] })
    expect(decoded.sort()).toEqual(['cat/1.png', 'dog/1.png'])
  })
})

/** The decoder, but for a picture at which it hangs. */
async function writeSlow(name: string): Promise<string> {
  const file = join(built, 'slow.cjs')
  await writeFile(
    file,
    `const { parentPort } = require('node:worker_threads')
    const on = parentPort.on.bind(parentPort)
    parentPort.on = (event, hear) =>
      on(event, (task) => task.name?.endsWith(${JSON.stringify(`/${name}`)}) || hear(task))
    require(${JSON.stringify(worker)})\n`,
  )
  return file
}

describe('the pictures that are kept of an import', () => {
  const target: PictureTarget = { height: 2, width: 2, channels: 1, fit: 'stretch' }
  const picture = (value: number) => ({
    height: 5,
    width: 4,
    isGrey: true,
    pixels: Uint8Array.of(value, 1, 2, 3),
  })
  const files = async () => {
    const folder = join(home.folder, 'cache/imports')
    const [below = ''] = await readdir(folder)
    const file = join(folder, below, '2x2x1-stretch')
    return { lines: `${file}.jsonl`, bytes: `${file}.bin` }
  }
  async function filled(): Promise<void> {
    const store = await PictureStore.open('/a', target)
    for (let i = 0; i < 4; i++) await store.add(`k${i}`, picture(i))
    await store.close()
  }
  async function found(): Promise<unknown[]> {
    const store = await PictureStore.open('/a', target)
    const all = await Promise.all(Array.from({ length: 6 }, (_, i) => store.find(`k${i}`)))
    await store.close()
    return all
  }

  it('are found again, each under its own key, after a kill inside a line', async () => {
    await filled()
    const { lines } = await files()
    const text = await readFile(lines, 'utf8')
    await truncate(lines, text.length - 20)
    const store = await PictureStore.open('/a', target)
    expect(store.has('k3')).toBe(false)
    await store.add('k4', picture(4))
    await store.add('k5', picture(5))
    await store.close()
    expect(await found()).toEqual([...[0, 1, 2].map(picture), undefined, picture(4), picture(5)])
  })

  it('are read again where their bytes have changed or are missing', async () => {
    await filled()
    const { bytes, lines } = await files()
    const changed = await readFile(bytes)
    changed[5] = 99
    await writeFile(bytes, changed.subarray(0, 14))
    expect((await found()).slice(0, 4)).toEqual([picture(0), undefined, picture(2), undefined])
    await appendFile(lines, '{"key":"k4"}\nno line\n')
    expect((await found())[4]).toBeUndefined()
  })
})
