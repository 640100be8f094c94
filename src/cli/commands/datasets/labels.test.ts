import { mkdir, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { encode } from 'fast-png'
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest'
import type { LabelCheck } from '@shared/contract/label-check'
import { ownCache } from '../../../../testing/own-cache'
import { documentOf, errorOf, runCli } from '../../testing/run-cli'

let folder: string
const EACH = 60
/** Every so many pictures lie in the other folder. */
const WRONG_EVERY = 12

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'convscope-labels-'))
  vi.stubEnv('CONVSCOPE_CACHE', ownCache(join(folder, 'cache')))
  vi.stubEnv('CONVSCOPE_DATA', join(folder, 'data'))
  for (const [kind, light] of [
    ['cat', 60],
    ['dog', 190],
  ] as const)
    for (let i = 0; i < EACH; i++) {
      const isWrong = i % WRONG_EVERY === 5
      const where = isWrong ? (kind === 'cat' ? 'dog' : 'cat') : kind
      await mkdir(join(folder, 'pets', where), { recursive: true })
      const data = new Uint8Array(784).map((_, at) => light + ((at * (i + 3)) % 24))
      await writeFile(
        join(folder, 'pets', where, `${kind}${i}.png`),
        encode({ width: 28, height: 28, channels: 1, data }),
      )
    }
  documentOf(await runCli(['datasets', 'import', join(folder, 'pets'), '--json']))
})
afterAll(async () => {
  vi.unstubAllEnvs()
  await rm(folder, { recursive: true, force: true })
})

const CHECK = ['datasets', 'labels', 'pets', '--folds', '3', '--epochs', '6']
interface Lists {
  readonly relabelled: {
    readonly train: readonly [number, number][]
    readonly test: readonly [number, number][]
  }
}
const relabel = async (...words: string[]) =>
  (documentOf(await runCli(['datasets', 'relabel', 'pets', ...words, '--json'])) as Lists)
    .relabelled

describe('labels in doubt', () => {
  it('are listed, and written to a file', async () => {
    const out = join(folder, 'labels.json')
    const found = documentOf(await runCli([...CHECK, '--out', out, '--json'])) as LabelCheck
    // Ten are in the wrong folder.
    expect(found.flagged).toBeGreaterThanOrEqual(8)
    expect(found.doubts.filter(({ flagged }) => flagged)).toHaveLength(found.flagged)
    expect(JSON.parse(await readFile(out, 'utf8'))).toEqual(found)
    const { stdout } = await runCli([...CHECK, '--list', '3'])
    expect(stdout).toContain(`${found.flagged} labels are confidently of another class`)
    expect(stdout.match(/^(train|test) \d+ +(cat|dog) /gm)).toHaveLength(3)
  })

  it('are corrected, listed and put back', async () => {
    expect(errorOf(await runCli(['datasets', 'relabel', 'pets', '--json'])).code).toBe(
      'invalid-argument',
    )
    const { stdout } = await runCli([...CHECK, '--relabel', '8', '--set-aside', '1', '--list', '0'])
    expect(stdout).toMatch(/8 labels corrected\n1 pictures set aside/)
    const now = await relabel('--list')
    expect(now.train.length + now.test.length).toBe(8)
    const first = now.train[0]?.[0] ?? -1
    const left = await relabel('--train', String(first), '--put-back')
    expect(left.train.some(([at]) => at === first)).toBe(false)
    expect(await relabel('--put-back')).toEqual({ train: [], test: [] })
    const again = await relabel('--train', '0=1,1=0')
    expect(again.train.length).toBeGreaterThan(0)
    await relabel('--put-back')
    await runCli(['datasets', 'set-aside', 'pets', '--put-back'])
  })

  it('are proved by trainings with and without the corrections', async () => {
    const prove = ['prove', 'lenet', '--labels', '--dataset', 'pets', '--json']
    expect(errorOf(await runCli(prove))).toMatchObject({ code: 'invalid-argument' })
    expect(errorOf(await runCli(['prove', 'lenet', '--json'])).code).toBe('invalid-argument')
    await runCli([...CHECK, '--relabel', '10', '--list', '0'])
    const found = documentOf(await runCli(prove)) as {
      pairs: { drawn: { run: string }; fixed: { run: string; testAccuracy: number } }[]
      verdict: { word: string; pairs: number }
      relabelled: { train: number; test: number }
    }
    expect(found.relabelled.train + found.relabelled.test).toBe(10)
    expect(found.verdict.pairs).toBe(1)
    const recipeOf = async (run: string) =>
      (JSON.parse(await readFile(join(run, 'run.json'), 'utf8')) as { recipe: Partial<Lists> })
        .recipe
    const [pair] = found.pairs
    const [files, corrected] = [
      await recipeOf(pair?.drawn.run ?? ''),
      await recipeOf(pair?.fixed.run ?? ''),
    ]
    expect(corrected.relabelled?.train).toHaveLength(found.relabelled.train)
    // Both are tested on the same labels.
    expect(files.relabelled ?? { train: [], test: [] }).toMatchObject({ train: [] })
    expect(files.relabelled?.test ?? []).toEqual(corrected.relabelled?.test)
    // Asked again, nothing is trained a second time.
    expect((await runCli(prove)).stderr).toContain('already trained')
  })

  it('are in a recipe unless the labels of the files are asked for', async () => {
    const train = ['train', 'lenet', '--dataset', 'pets', '--epochs', '1', '--json']
    const recipeOf = async (name: string, ...words: string[]) => {
      const out = join(folder, name)
      await runCli([...train, '--out', out, ...words])
      const run = JSON.parse(await readFile(join(out, 'run.json'), 'utf8')) as {
        recipe: Partial<Lists>
      }
      return run.recipe.relabelled
    }
    expect((await recipeOf('with'))?.train.length).toBeGreaterThan(0)
    expect(await recipeOf('without', '--no-corrected-labels')).toBeUndefined()
  })
})
