import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { createRequire } from 'node:module'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { encode } from 'fast-png'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { inlinePictures, PictureThread } from './picture-thread'

let folder = ''
let thread: PictureThread
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'convscope-pictures-'))
  // As the build would make it: the worker's source behind a file that Node can start.
  const file = join(folder, 'picture-worker.cjs')
  const tsx = createRequire(__filename).resolve('tsx/cjs')
  const settings = join(__dirname, '../../../tsconfig.node.json')
  await writeFile(
    file,
    `process.env.TSX_TSCONFIG_PATH = ${JSON.stringify(settings)}\nrequire(${JSON.stringify(tsx)})\nrequire(${JSON.stringify(join(__dirname, 'worker.ts'))})\n`,
  )
  thread = new PictureThread(file)
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
    expect(await thread.fit(there.raster, size, true)).toEqual(
      await inlinePictures.fit(here.raster, size, true),
    )
    const small = (await thread.decode(striped(40, 30), 'b.png')).raster
    expect(await thread.fit(small, size, false)).toEqual(
      await inlinePictures.fit(small, size, false),
    )
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
