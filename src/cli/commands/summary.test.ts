import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { encode } from 'fast-png'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { errorOf, runCli } from '../testing/run-cli'

let folder: string

const at = (name: string): string => join(folder, name)

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'convscope-picture-'))
  const data = Uint8Array.from({ length: 28 * 28 }, (_, i) => (i * 37) % 256)
  await writeFile(at('grey.png'), encode({ width: 28, height: 28, channels: 1, depth: 8, data }))
  await writeFile(
    at('negative.png'),
    encode({
      width: 28,
      height: 28,
      channels: 1,
      depth: 8,
      data: data.map((value) => 255 - value),
    }),
  )
  await writeFile(at('notes.png'), 'these are no pixels')
})

afterAll(() => rm(folder, { recursive: true, force: true }))

describe('summary of files', () => {
  it('reads a ModelSpec file and names the layer at fault', async () => {
    await writeFile(
      at('spec.json'),
      JSON.stringify({
        name: 'Two',
        input: { height: 4, width: 4, channels: 1 },
        layers: [
          { id: 'c', kind: 'conv2d', channels: 2, kernel: 5 },
          { id: 'f', kind: 'flatten' },
        ],
      }),
    )
    const ran = await runCli(['summary', at('spec.json'), '--json'])
    expect(ran.status).toBe(1)
    expect(errorOf(ran)).toMatchObject({
      code: 'invalid-model',
      message: expect.stringContaining('"c"') as string,
    })
  })
})
