import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { encode } from 'fast-png'
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest'
import { ownCache } from '../../../testing/own-cache'
import { documentOf, runCli } from '../testing/run-cli'

let folder: string
const EACH = 60

/** Two classes, stored one after the other, as folders of pictures are. */
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'convscope-parts-'))
  vi.stubEnv('CONVSCOPE_CACHE', ownCache(join(folder, 'cache')))
  vi.stubEnv('CONVSCOPE_DATA', join(folder, 'data'))
  for (const [name, light] of [
    ['cat', 60],
    ['dog', 190],
  ] as const) {
    await mkdir(join(folder, 'pets', name), { recursive: true })
    for (let i = 0; i < EACH; i++) {
      const data = new Uint8Array(784).map((_, at) => light + ((at * (i + 3)) % 24))
      await writeFile(
        join(folder, 'pets', name, `${i}.png`),
        encode({ width: 28, height: 28, channels: 1, data }),
      )
    }
  }
  documentOf(await runCli(['datasets', 'import', join(folder, 'pets'), '--json']))
})
afterAll(async () => {
  vi.unstubAllEnvs()
  await rm(folder, { recursive: true, force: true })
})

describe('parts of a set that is stored class by class', () => {
  it('hold every class, in training and in evaluation, and are said', async () => {
    const run = join(folder, 'run')
    const limits = ['--limit-train', '40', '--limit-test', '10']
    const options = ['--epochs', '1', '--batch-size', '20', '--lr', '0.05', ...limits]
    const trained = await runCli([
      'train',
      'lenet-relu',
      '--dataset',
      'pets',
      ...options,
      '--out',
      run,
    ])
    expect(trained.status).toBe(0)
    expect(trained.stderr).toContain(
      'A part of the training pictures is used: 40 of 96, 20 of each of the 2 classes.',
    )
    expect(trained.stderr).toContain(
      'A part of the test pictures is used: 10 of 24, 5 of each of the 2 classes.',
    )
    const evaluated = documentOf(
      await runCli(['evaluate', run, '--limit-test', '10', '--json']),
    ) as { count: number; of: number; perClass: { count: number }[] }
    expect([evaluated.count, evaluated.of]).toEqual([10, 24])
    expect(evaluated.perClass.map(({ count }) => count)).toEqual([5, 5])
    expect((await runCli(['evaluate', run, '--limit-test', '10'])).stdout).toContain(
      'A part of the test pictures is used: 10 of 24, 5 of each of the 2 classes.',
    )
  })

  it('predict answers for the pictures that can be read, and ends with status 1', async () => {
    const [good, bad, other] = ['cat/0.png', 'bad.png', 'dog/0.png'].map((name) =>
      join(folder, 'pets', name),
    ) as [string, string, string]
    await writeFile(bad, '')
    const said = await runCli(['predict', join(folder, 'run'), good, bad, other, '--json'])
    expect(said.status).toBe(1)
    expect(JSON.parse(said.stdout)).toMatchObject({
      images: [{ image: good }, { image: other }],
      faults: [{ image: bad, code: 'invalid-image' }],
    })
    expect(said.stderr).toContain('bad.png')
  })
})

describe('datasets import --dry-run', () => {
  it('says the numbers that the import then has, and imports nothing', async () => {
    const path = join(folder, 'again')
    await mkdir(path)
    for (const name of ['cat', 'dog']) {
      await mkdir(join(path, name))
      for (let i = 0; i < 5; i++)
        await writeFile(
          join(path, name, `${i}.png`),
          encode({ width: 4, height: 4, channels: 1, data: new Uint8Array(16).fill(i) }),
        )
    }
    await writeFile(join(path, 'cat', 'broken.png'), 'x')
    const analysis = documentOf(
      await runCli(['datasets', 'import', path, '--dry-run', '--json']),
    ) as Record<string, unknown>
    expect(analysis).toMatchObject({ found: 11, taken: 10, train: 8, test: 2, height: 4, width: 4 })
    expect((await runCli(['datasets', 'list'])).stdout).not.toContain('again')
    const list = join(folder, 'list.txt')
    const words = ['datasets', 'import', path, '--list', list]
    expect((await runCli(words)).status).toBe(1)
    const { readFile } = await import('node:fs/promises')
    expect(await readFile(list, 'utf8')).toMatch(/^cat\/broken\.png: can not be read: /)
    const done = await runCli([...words, '--skip-unreadable'])
    expect(done.stdout).toContain(
      'again: ready, 8 training and 2 test pictures of 4×4×1, 2 classes',
    )
    expect(done.stdout).toContain('images: 11 found, 10 taken, 1 left out')
  })
})
