import { mkdtemp, readFile, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { parseRecipe } from '@shared/model/recipe'
import { afterAll, beforeAll, expect, it, vi } from 'vitest'
import { documentOf, errorOf, runCli } from '../testing/run-cli'

let folder: string
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'convscope-suggest-'))
  vi.stubEnv('CONVSCOPE_DATA', join(folder, 'data'))
})
afterAll(async () => {
  vi.unstubAllEnvs()
  await rm(folder, { recursive: true, force: true })
})

it('suggest prints a recipe with reasons, and writes it for train --recipe', async () => {
  const out = join(folder, 'recipe.json')
  const found = documentOf(await runCli(['suggest', 'fashion-mnist', '--out', out, '--json'])) as {
    recipe: unknown
    reasons: readonly { about: string; text: string }[]
  }
  const recipe = parseRecipe(JSON.parse(await readFile(out, 'utf8')))
  expect(found.recipe).toEqual(recipe)
  expect(recipe.dataset).toBe('fashion-mnist')
  // Of all 60,000 pictures they are 0.28604 and 0.35302.
  expect(recipe.normalisation?.mean[0]).toBeCloseTo(0.286, 2)
  expect(recipe.normalisation?.std[0]).toBeCloseTo(0.353, 2)
  expect(found.reasons.map(({ about }) => about)).toEqual([
    'network',
    'normalisation',
    'rate',
    'length',
  ])
  expect(found.reasons.at(-1)?.text).toMatch(
    /^60000 training pictures in batches of 128, \d epochs/,
  )
})

it('suggest names the data sets where it doesn’t know one', async () => {
  expect(errorOf(await runCli(['suggest', 'nothing', '--json']))).toMatchObject({
    code: 'not-found',
  })
})
