import { execFile } from 'node:child_process'
import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { createRequire } from 'node:module'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { promisify } from 'node:util'
import { encode } from 'fast-png'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { inlinePictures, PictureThread } from './picture-thread'
import { writeBuiltWorker } from './testing/built-worker'

let folder = ''
let thread: PictureThread
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'convscope-pictures-'))
  thread = new PictureThread(await writeBuiltWorker(folder))
})
afterAll(() => rm(folder, { recursive: true, force: true }))

/** A picture whose rows are all alike: large, and small in its file. */
function striped(width: number, height: number): Uint8Array {
  return encode({
    width,
    height,
    channels: 1,
    depth: 8,
    data: Uint8Array.from({ length: width * height }, (_, i) => (i % width) % 251),
  })
}

describe('the pictures’ thread', () => {
  it('decodes, previews and fits exactly as the engine’s own thread would', async () => {
    const bytes = striped(900, 700)
    const [here, there] = [
      await inlinePictures.decode(bytes, 'a.png'),
      await thread.decode(bytes, 'a.png'),
    ]
    expect(there.preview).toEqual(here.preview)
    expect(there.raster).toEqual(here.raster)
    const size = { height: 28, width: 28, channels: 1 }
    expect(await thread.fit(there.raster, size, { invert: true, fitting: 'crop' })).toEqual(
      await inlinePictures.fit(here.raster, size, { invert: true, fitting: 'crop' }),
    )
    const small = (await thread.decode(striped(40, 30), 'b.png')).raster
    expect(await thread.fit(small, size, {})).toEqual(await inlinePictures.fit(small, size, {}))
  })

  it('says what is wrong with a picture, and goes on', async () => {
    await expect(thread.decode(Uint8Array.of(1, 2, 3), 'bad.png')).rejects.toMatchObject({
      code: 'invalid-image',
    })
    await expect(thread.decode(striped(20, 20), 'good.png')).resolves.toMatchObject({
      raster: { height: 20, width: 20 },
    })
  })

  it('gives a picture up when it is cancelled; those that waited are read all the same', async () => {
    const abort = new AbortController()
    const given = thread.decode(striped(3000, 3000), 'large.png', abort.signal)
    const waiting = thread.decode(striped(30, 20), 'small.png')
    abort.abort()
    await expect(given).rejects.toMatchObject({ code: 'cancelled' })
    await expect(waiting).resolves.toMatchObject({ raster: { height: 20, width: 30 } })
    await expect(
      thread.decode(striped(9, 9), 'late.png', AbortSignal.abort()),
    ).rejects.toMatchObject({ code: 'cancelled' })
  })

  it('gives a picture up that takes too long, and reads the next one', async () => {
    const file = join(folder, 'hangs-once.cjs')
    await writeFile(
      file,
      `const { parentPort, workerData } = require('node:worker_threads')
      parentPort.on('message', ({ id, name }) => {
        if (name !== 'hangs.png') parentPort.postMessage({ id, answer: name, spent: false })
      })\n`,
    )
    const limited = new PictureThread(file, { timeLimit: 200, startLimit: 0 })
    const hangs = limited.decode(striped(9, 9), 'hangs.png')
    const next = limited.decode(striped(9, 9), 'next.png')
    await expect(hangs).rejects.toMatchObject({
      code: 'invalid-image',
      message: expect.stringContaining('takes too long') as string,
    })
    await expect(next).resolves.toBe('next.png')
  })

  it('starts anew after a picture that leaves it with much memory', async () => {
    const large = await thread.decode(striped(4_200, 4_000), 'large.png')
    expect([large.raster.height, large.raster.width]).toEqual([4_000, 4_200])
    await expect(thread.decode(striped(20, 20), 'good.png')).resolves.toMatchObject({
      raster: { height: 20, width: 20 },
    })
  })

  it('lets its process end when it has nothing to do', async () => {
    const program = join(folder, 'program.cjs')
    await writeFile(
      program,
      `process.env.TSX_TSCONFIG_PATH = ${JSON.stringify(join(__dirname, '../../../tsconfig.node.json'))}
      require(${JSON.stringify(createRequire(__filename).resolve('tsx/cjs'))})
      const { PictureThread } = require(${JSON.stringify(join(__dirname, 'picture-thread.ts'))})
      const picture = Buffer.from(${JSON.stringify(Buffer.from(striped(9, 9)).toString('base64'))}, 'base64')
      new PictureThread(${JSON.stringify(join(folder, 'picture-worker.cjs'))})
        .decode(picture, 'x.png')
        .then(({ raster }) => console.log(raster.width))\n`,
    )
    const { stdout } = await promisify(execFile)(process.execPath, [program], { timeout: 60_000 })
    expect(stdout.trim()).toBe('9')
  })

  it('tells whoever waits when it ends', async () => {
    const file = join(folder, 'ends.cjs')
    await writeFile(
      file,
      "require('node:worker_threads').parentPort.on('message', () => process.exit(3))\n",
    )
    await expect(new PictureThread(file).decode(striped(9, 9), 'x.png')).rejects.toMatchObject({
      code: 'internal',
      message: expect.stringMatching(/exit code 3/) as string,
    })
  })
})
