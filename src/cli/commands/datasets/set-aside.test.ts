import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { Recipe } from '@shared/model/recipe'
import { afterAll, beforeAll, beforeEach, describe, expect, it, vi } from 'vitest'
import { documentOf, runCli } from '../../testing/run-cli'

let folder: string
const at = (name: string): string => join(folder, name)
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'convscope-aside-'))
  vi.stubEnv('CONVSCOPE_DATA', at('data'))
})
afterAll(async () => {
  vi.unstubAllEnvs()
  await rm(folder, { recursive: true, force: true })
})

const aside = (...words: string[]) => runCli(['datasets', 'set-aside', 'fashion-mnist', ...words])

describe('datasets set-aside', () => {
  it('leaves pictures out, says what is left, lists them and puts them back', async () => {
    const { stdout } = await aside('--train', '58762,13360,100-102', '--test', '4998')
    expect(stdout).toBe(
      '6 newly set aside\nfashion-mnist: 59,995 of 60,000 training and 9,999 of 10,000 test pictures, 6 set aside\n',
    )
    expect(documentOf(await aside('--list', '--json'))).toMatchObject({
      setAside: { train: [100, 101, 102, 13360, 58762], test: [4998] },
    })
    expect((await runCli(['datasets', 'list'])).stdout).toMatch(/^fashion-mnist .* 6$/m)
    expect((await aside('--put-back', '--train', '101,7')).stdout).toContain('1 put back')
    expect((await aside('--put-back')).stdout).toContain(
      '60,000 of 60,000 training and 10,000 of 10,000 test pictures, 0 set aside',
    )
  })

  it('refuses what it does not understand', async () => {
    expect((await aside()).stderr).toContain('Name pictures with --train or --test')
    expect((await aside('--train', 'many')).status).toBe(2)
    expect((await aside('--train', '60000')).stderr).toContain(
      'Fashion-MNIST has no train picture 60000: they are numbered 0 … 59999',
    )
  })
})

describe('a training', () => {
  const SMALL = ['--limit-train', '260', '--limit-test', '100', '--epochs', '1']
  const train = (name: string, ...words: string[]) =>
    runCli(['train', 'lenet', ...SMALL, '--out', at(name), ...words])
  const recipeOf = async (name: string): Promise<Recipe> =>
    (JSON.parse(await readFile(join(at(name), 'run.json'), 'utf8')) as { recipe: Recipe }).recipe
  beforeEach(async () => {
    await aside('--train', '5,7', '--test', '1')
  })

  it('leaves out what is set aside, unless it is told to use all pictures', async () => {
    const { stderr } = await train('aside')
    expect(stderr).toContain(
      'Fashion-MNIST: 59,998 of 60,000 training and 9,999 of 10,000 test pictures, 3 set aside.',
    )
    expect((await recipeOf('aside')).setAside).toMatchObject({ train: [5, 7], test: [1] })
    await train('all', '--no-set-aside')
    expect((await recipeOf('all')).setAside).toBeUndefined()
  })

  it('of a recipe file leaves out what the file says', async () => {
    const recipe = await recipeOf('aside')
    await writeFile(at('own.json'), JSON.stringify({ ...recipe, setAside: { train: [9] } }))
    await runCli(['train', '--recipe', at('own.json'), '--out', at('own')])
    expect((await recipeOf('own')).setAside).toEqual({ train: [9], test: [] })
    const { setAside: _, ...before } = recipe
    await writeFile(at('before.json'), JSON.stringify(before))
    const ran = await runCli(['train', '--recipe', at('before.json'), '--out', at('before')])
    expect(ran.stderr).toContain('3 pictures of Fashion-MNIST are set aside, and the recipe uses')
    expect((await recipeOf('before')).setAside).toBeUndefined()
  })

  it('is evaluated without the pictures set aside', async () => {
    const of = async (...words: string[]) =>
      documentOf(await runCli(['evaluate', at('all'), '--json', ...words]))
    expect(await of()).toMatchObject({ count: 9999, of: 9999, setAside: 1 })
    expect(await of('--no-set-aside')).toMatchObject({ count: 10_000, of: 10_000, setAside: 0 })
  })
})
