import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { DatasetInfo } from '@shared/contract/datasets'
import { encode } from 'fast-png'
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest'
import { documentOf, errorOf, runCli } from '../../testing/run-cli'

let folder: string

/** Two classes of pictures that a child could tell apart, each with ten 6×5 pictures. */
async function makePictures(): Promise<string> {
  const pictures = join(folder, 'shades')
  for (const [name, value] of [
    ['dark', 20],
    ['light', 220],
  ] as const) {
    await mkdir(join(pictures, name), { recursive: true })
    for (let index = 0; index < 10; index++) {
      const data = Uint8Array.from({ length: 30 }, (_, i) => value + ((i + index) % 7))
      await writeFile(
        join(pictures, name, `${index}.png`),
        encode({ width: 5, height: 6, channels: 1, depth: 8, data }),
      )
    }
  }
  return pictures
}

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'convscope-datasets-'))
  vi.stubEnv('CONVSCOPE_CACHE', join(folder, 'cache'))
  vi.stubEnv('CONVSCOPE_DATA', join(folder, 'data'))
})
afterAll(async () => {
  vi.unstubAllEnvs()
  await rm(folder, { recursive: true, force: true })
})

const list = async (): Promise<readonly DatasetInfo[]> =>
  (documentOf(await runCli(['datasets', 'list', '--json'])) as { datasets: DatasetInfo[] }).datasets

describe('datasets', () => {
  it('lists what is known in an empty cache, for programs and for people', async () => {
    expect((await list()).map(({ id }) => id)).toEqual(
      expect.arrayContaining(['fashion-mnist', 'mnist', 'cifar10']),
    )
    const { stdout, status } = await runCli(['datasets', 'list'])
    expect(status).toBe(0)
    expect(stdout).toMatch(/^fashion-mnist +(missing|found) +28×28×1 +60,000 +10,000 +10/m)
  })

  it('imports a folder of pictures and verifies it', async () => {
    const pictures = await makePictures()
    const imported = documentOf(
      await runCli([
        'datasets',
        'import',
        pictures,
        '--size',
        '4x3',
        '--channels',
        '1',
        '--test-share',
        '0.3',
        '--seed',
        '1',
        '--json',
      ]),
    ) as DatasetInfo
    expect(imported).toMatchObject({
      kind: 'images',
      state: 'ready',
      height: 4,
      width: 3,
      channels: 1,
      classes: ['dark', 'light'],
      train: 14,
      test: 6,
    })
    expect(await list()).toContainEqual(imported)
    expect(documentOf(await runCli(['datasets', 'verify', imported.id, '--json']))).toMatchObject({
      state: 'ready',
    })
    expect((await runCli(['datasets', 'fetch', imported.id])).stdout).toContain(
      '14 training and 6 test pictures of 4×3×1, 2 classes',
    )
  })

  it('refuses what is no data set', async () => {
    await mkdir(join(folder, 'empty'))
    expect(
      errorOf(await runCli(['datasets', 'import', join(folder, 'empty'), '--json'])).code,
    ).toBe('invalid-file')
    expect(errorOf(await runCli(['datasets', 'fetch', 'nosuchset', '--json'])).code).toBe(
      'not-found',
    )
    expect(errorOf(await runCli(['datasets', 'verify', 'nosuchset', '--json'])).code).toBe(
      'not-found',
    )
    expect((await runCli(['datasets', 'import', folder, '--size', '9000'])).status).toBe(2)
    expect((await runCli(['datasets', 'import', folder, '--channels', '2'])).status).toBe(2)
  })
})
