import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { PictureTarget } from './fitted'
import { inlinePictures } from './picture-thread'
import { PictureThreads } from './picture-threads'
import { writeBuiltWorker } from './testing/built-worker'

let folder = ''
let worker = ''
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'convscope-threads-'))
  worker = await writeBuiltWorker(folder)
})
afterAll(() => rm(folder, { recursive: true, force: true }))

const target: PictureTarget = { height: 16, width: 12, channels: 3, fit: 'pad' }

/** The beginning of a PNG file of so many pixels: no more than a header is looked at. */
function declaring(pixels: number): Uint8Array {
  const bytes = Buffer.alloc(64)
  bytes.write('\x89PNG\r\n\x1a\n', 'latin1')
  bytes.writeUInt32BE(1, 20)
  bytes.writeUInt32BE(pixels, 16)
  return bytes
}

/** A worker of a few lines in place of the decoder's; it names the time it worked. */
async function fake(name: string, answer: string): Promise<string> {
  const file = join(folder, `${name}.cjs`)
  await writeFile(
    file,
    `const { parentPort } = require('node:worker_threads')
    parentPort.postMessage({ ready: new WebAssembly.Module(Uint8Array.of(0, 97, 115, 109, 1, 0, 0, 0)) })
    parentPort.on('message', ({ id, name }) => { ${answer} })\n`,
  )
  return file
}

describe('several threads', () => {
  it('read and fit pictures exactly as one does', async () => {
    const names = ['plain.jpg', 'alpha.png', 'lossy.webp', 'animated.gif', 'rle8.bmp', '444.avif']
    const files = await Promise.all(
      names.map((name) => readFile(join(__dirname, 'testing/fixtures/odd', name))),
    )
    const pool = new PictureThreads(3, worker)
    const there = await Promise.all(
      files.map((bytes, i) => pool.fitted(bytes, names[i] ?? '', target)),
    )
    const here = await Promise.all(
      files.map((bytes, i) => inlinePictures.fitted(bytes, names[i] ?? '', target)),
    )
    expect(there).toEqual(here)
    expect(there[0]?.pixels).toHaveLength(16 * 12 * 3)
    pool.close()
  })

  it('are not held up by a picture that hangs, nor by one that breaks its thread', async () => {
    const file = await fake(
      'hangs',
      `if (name === 'breaks') process.exit(7)
      if (name !== 'hangs') parentPort.postMessage({ id, answer: name, spent: false })`,
    )
    // Longer than the others take on any machine; the pool is closed before.
    const pool = new PictureThreads(2, file, { limits: { timeLimit: 100_000, startLimit: 2_000 } })
    const read = (name: string) => pool.fitted(declaring(9), name, target)
    await expect(read('first')).resolves.toBe('first')
    let hangs = 'pending'
    const hanging = read('hangs').then(
      () => (hangs = 'read'),
      () => (hangs = 'given up'),
    )
    const others = Promise.allSettled(['a', 'b', 'breaks', 'c', 'd'].map(read))
    await others
    expect(hangs).toBe('pending')
    expect((await others).map(({ status }) => status)).toEqual([
      'fulfilled',
      'fulfilled',
      'rejected',
      'fulfilled',
      'fulfilled',
    ])
    pool.close()
    await hanging
    expect(hangs).toBe('given up')
  })

  it('give up a picture that takes longer than its limit', async () => {
    const file = await fake('silent', '')
    const pool = new PictureThreads(2, file, { limits: { timeLimit: 400, startLimit: 2_000 } })
    await expect(pool.fitted(declaring(9), 'hangs', target)).rejects.toMatchObject({
      code: 'invalid-image',
      details: { timedOut: true },
    })
    pool.close()
  })

  it('never hold more pixels at the same time than is set aside; a larger picture is alone', async () => {
    const file = await fake(
      'times',
      `const from = Date.now()
      setTimeout(() => parentPort.postMessage({ id, answer: [from, Date.now()], spent: false }), 20)`,
    )
    const pool = new PictureThreads(4, file, { atOnce: 1_000 })
    const sizes = [10, 600, 600, 400, 2_000, 300, 300, 600]
    const times = (await Promise.all(
      sizes.map((pixels) => pool.fitted(declaring(pixels), 'x', target)),
    )) as unknown as readonly (readonly [number, number])[]
    for (const [from] of times) {
      const together = times.flatMap(([begun, ended], i) =>
        begun <= from && from < ended ? [sizes[i] ?? 0] : [],
      )
      const pixels = together.reduce((sum, each) => sum + each, 0)
      expect(together.length === 1 || pixels <= 1_000).toBe(true)
    }
    pool.close()
  })

  it('give up what is cancelled, whether it has begun or waits', async () => {
    const file = await fake('never', '')
    const pool = new PictureThreads(2, file)
    const abort = new AbortController()
    const all = Array.from({ length: 5 }, () =>
      pool.fitted(declaring(9), 'x', target, abort.signal),
    )
    abort.abort()
    for (const each of all) await expect(each).rejects.toMatchObject({ code: 'cancelled' })
    pool.close()
  })
})
