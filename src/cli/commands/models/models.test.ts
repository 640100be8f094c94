import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { documentOf, errorOf, runCli } from '../../testing/run-cli'

interface Entry {
  readonly ref: string
  readonly title: string
  readonly preprocessing?: unknown
}

let folder: string
let model: string
async function json<T>(...words: readonly string[]): Promise<T> {
  return documentOf(await runCli([...words, '--json'])) as T
}
const listed = async (): Promise<readonly Entry[]> =>
  (await json<{ models: readonly Entry[] }>('models', 'list')).models

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'convscope-cli-models-'))
  process.env.CONVSCOPE_DATA = join(folder, 'data')
  const files = join(folder, 'exported')
  await json('export', 'bundled:lenet', '--format', 'npz', '--out', files)
  model = (await json<{ model: string }>('import', files, '--title', 'A copy')).model
})
afterAll(async () => {
  delete process.env.CONVSCOPE_DATA
  await rm(folder, { recursive: true, force: true })
})

describe('models', () => {
  it('are all listed, and renamed', async () => {
    expect((await listed()).map(({ ref }) => ref)).toEqual(
      expect.arrayContaining(['bundled:lenet', 'preset:lenet', model]),
    )
    await expect(json('models', 'rename', model, 'Another name')).resolves.toMatchObject({
      ref: model,
      title: 'Another name',
    })
    const people = await runCli(['models', 'list'])
    expect(people.stdout).toMatch(/bundled:lenet +LeNet/)
    expect(people.stdout).toContain('Another name')
  })

  it('go to the trash and come back', async () => {
    await json('models', 'delete', model)
    expect((await listed()).map(({ ref }) => ref)).not.toContain(model)
    await expect(json('models', 'restore', model)).resolves.toMatchObject({ ref: model })
    expect((await listed()).map(({ ref }) => ref)).toContain(model)
  })

  it('are prepared as the user says', async () => {
    const how = ['--mean', '0.5', '--deviation', '0.25', '--fit', 'pad']
    await expect(json('models', 'prepare', model, ...how)).resolves.toMatchObject({
      preprocessing: { normalisation: { mean: [0.5], std: [0.25] }, fitting: 'pad' },
    })
    expect(errorOf(await runCli(['models', 'prepare', model, '--json'])).code).toBe(
      'invalid-argument',
    )
  })

  it('that come with the app stay as they are', async () => {
    for (const words of [
      ['rename', 'bundled:lenet', 'Mine'],
      ['delete', 'preset:lenet'],
    ])
      expect(errorOf(await runCli(['models', ...words, '--json'])).code).toBe('unsupported')
    expect((await runCli(['models', 'delete', 'nothing'])).status).toBe(2)
  })
})
