import { mkdtemp, readFile, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { documentOf, errorOf, runCli } from '../../testing/run-cli'

interface Listed {
  readonly runs: readonly { id: string; title: string; tags?: string[]; note?: string }[]
}

const SMALL = ['--epochs', '1', '--limit-train', '256', '--limit-test', '100', '--mode', 'eager']
let folder: string
let first: string
let second: string

async function json<T>(...words: readonly string[]): Promise<T> {
  return documentOf(await runCli([...words, '--json'])) as T
}
async function trained(...words: readonly string[]): Promise<string> {
  const ran = await runCli(['train', 'lenet', ...SMALL, ...words, '--json'])
  if (ran.status !== 0) throw new Error(ran.stdout + ran.stderr)
  const done = JSON.parse(ran.stdout.trimEnd().split('\n').at(-1) ?? '') as { run: string }
  return done.run.split('/').at(-1) ?? ''
}
const ids = async (...words: readonly string[]): Promise<readonly string[]> =>
  (await json<Listed>('runs', 'list', ...words)).runs.map(({ id }) => id)

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'convscope-cli-runs-'))
  process.env.CONVSCOPE_DATA = folder
  first = await trained('--seed', '1')
  second = await trained('--seed', '2', '--lr', '0.5')
})
afterAll(async () => {
  delete process.env.CONVSCOPE_DATA
  await rm(folder, { recursive: true, force: true })
})

describe('runs', () => {
  it('are listed, the newest first, and shown with recipe and epochs', async () => {
    await expect(ids()).resolves.toEqual([second, first])
    await expect(json('runs', 'show', first)).resolves.toMatchObject({
      id: first,
      state: 'finished',
      recipe: { seed: 1 },
      epochs: [{ type: 'epoch', epoch: 1, step: 1 }],
    })
    const people = await runCli(['runs', 'list'])
    expect(people.stdout).toMatch(/^id +title +state +epochs/)
    expect(people.stdout).toContain(first)
    expect(errorOf(await runCli(['runs', 'show', 'none', '--json'])).code).toBe('not-found')
  })

  it('have tags, a note and a name, by which they are found', async () => {
    await json('runs', 'tag', first, 'base', 'seed one')
    await expect(json('runs', 'tag', first, '--remove', 'base')).resolves.toMatchObject({
      tags: ['seed one'],
    })
    await json('runs', 'tag', first, 'base')
    await json('runs', 'note', second, 'The slower rate.')
    await json('runs', 'rename', second, 'Slow one')
    await expect(ids('--tag', 'base')).resolves.toEqual([first])
    await expect(ids('--search', 'slower')).resolves.toEqual([second])
    await expect(ids('--search', 'slow one')).resolves.toEqual([second])
    await expect(ids('--state', 'paused')).resolves.toEqual([])
    await expect(json('runs', 'tag', first)).resolves.toMatchObject({ tags: ['seed one', 'base'] })
    await expect(json('runs', 'note', second)).resolves.toMatchObject({ note: 'The slower rate.' })
    expect(errorOf(await runCli(['runs', 'tag', first, 'a,b', '--json']))).toMatchObject({
      code: 'invalid-argument',
    })
    await json('runs', 'note', second, '')
    await expect(json('runs', 'show', second)).resolves.not.toHaveProperty('note')
  })

  it('are compared: recipes, curves, confusion, pictures', async () => {
    const compared = await json<{
      differences: unknown
      curves: readonly (readonly unknown[])[]
      evaluation: {
        confusionMatrices: readonly (readonly (readonly number[])[])[]
        accuracies: readonly number[]
        pictures: readonly { index: number; label: number; predictions: readonly number[] }[]
        disagreeing: number
      }
    }>('runs', 'compare', first, second, first, '--pictures', '3')
    expect(compared.differences).toEqual([
      { path: 'learningRate', values: [0.9, 0.5, 0.9] },
      { path: 'seed', values: [1, 2, 1] },
    ])
    expect(compared.curves.map(({ length }) => length)).toEqual([1, 1, 1])
    const { confusionMatrices, accuracies, pictures, disagreeing } = compared.evaluation
    const sum = (matrix: readonly (readonly number[])[]): number =>
      matrix.flat().reduce((a, b) => a + b)
    const right = confusionMatrices.map((rows) =>
      rows.reduce((count, row, at) => count + (row[at] ?? 0), 0),
    )
    expect(confusionMatrices.map(sum)).toEqual([100, 100, 100])
    expect(right.map((count) => count / 100)).toEqual(accuracies)
    expect(disagreeing).toBeGreaterThan(0)
    expect(pictures).toHaveLength(Math.min(3, disagreeing))
    for (const { predictions } of pictures) {
      expect(predictions[0]).toBe(predictions[2])
      expect(predictions[0]).not.toBe(predictions[1])
    }
    const people = await runCli(['runs', 'compare', first, second, '--no-evaluation'])
    expect(people.stdout).toMatch(/learningRate +0\.9 +0\.5/)
    expect(people.stdout).not.toContain('confusion')
  })

  it('are gone back to: moments, their scores, a copy that is continued', async () => {
    const { moments } = await json<{
      moments: readonly { step: number; accuracy: number; matrix: readonly (readonly number[])[] }[]
    }>('runs', 'moments', first, '--evaluate')
    expect(moments.map(({ step }) => step)).toEqual([0, 1])
    expect(moments[0]?.matrix.flat().reduce((a, b) => a + b)).toBe(100)
    const boot = 'resources/samples/ankle-boot.png'
    const said = async (model: string) =>
      (await json<{ images: readonly unknown[] }>('predict', model, boot)).images
    await expect(said(`run:${first}@1`)).resolves.toEqual(await said(`run:${first}`))
    await expect(said(`run:${first}@0`)).resolves.not.toEqual(await said(`run:${first}`))
    const { id } = await json<{ id: string }>('runs', 'copy', first, '--at', '0')
    const resumed = await runCli(['resume', id, '--mode', 'eager'])
    expect(resumed.status).toBe(0)
    await expect(said(`run:${id}`)).resolves.toEqual(await said(`run:${first}`))
    await json('runs', 'delete', id)
    expect(errorOf(await runCli(['runs', 'copy', first, '--at', '7', '--json'])).code).toBe(
      'not-found',
    )
  })

  it('are written as CSV, every point a line', async () => {
    const file = join(folder, 'points.csv')
    const { points } = await json<{ points: number }>(
      ...['runs', 'export-csv', first, second, '--out', file],
    )
    const lines = (await readFile(file, 'utf8')).trimEnd().split('\r\n')
    expect(lines[0]).toMatch(/^run,title,type,epoch,step/)
    expect(lines).toHaveLength(points + 1)
    expect(new Set(lines.slice(1).map((line) => line.split(',')[0]))).toEqual(
      new Set([first, second]),
    )
  })

  it('go to the trash and come back', async () => {
    await json('runs', 'delete', first)
    await expect(ids()).resolves.toEqual([second])
    expect(errorOf(await runCli(['runs', 'delete', first, '--json'])).code).toBe('invalid-argument')
    await expect(json('runs', 'restore', first)).resolves.toEqual({ restored: [first] })
    await expect(ids()).resolves.toEqual([second, first])
    expect(errorOf(await runCli(['runs', 'restore', first, '--json'])).code).toBe('already-exists')
  })
})
