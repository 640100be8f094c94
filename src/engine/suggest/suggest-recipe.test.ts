import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { encode } from 'fast-png'
import { afterAll, beforeAll, expect, it, vi } from 'vitest'
import { suggestionSchema } from '@shared/contract/suggest'
import { parseRecipe } from '@shared/model/recipe'
import { changeAside, importDataset } from '../datasets'
import { runTraining } from '../training/run-training'
import { readRun } from '../runs/run-folder'
import { uniforms } from '../runtime/random'
import { tensorflow } from '../runtime/tensorflow'
import { setFactsOf } from './set-facts'
import { suggestRecipe } from './suggest-recipe'

const SIDE = 40
/** Stripes along the rows or the columns, at any place: a network has to learn their direction. */
function stripes(draw: () => number, along: boolean): Uint8Array {
  const [period, phase] = [4 + 6 * draw(), 10 * draw()]
  return Uint8Array.from({ length: SIDE * SIDE }, (_, i) => {
    const at = along ? Math.floor(i / SIDE) : i % SIDE
    return 128 + 90 * Math.sin((2 * Math.PI * (at + phase)) / period) + 30 * (draw() - 0.5)
  })
}

let folder = ''
let dataset = ''
beforeAll(async () => {
  // Read from the machine's own cache, before the tests switch to one of their own.
  tensorflow()
  folder = await mkdtemp(join(tmpdir(), 'convscope-suggest-'))
  vi.stubEnv('CONVSCOPE_CACHE', join(folder, 'cache'))
  vi.stubEnv('CONVSCOPE_DATA', join(folder, 'data'))
  const draw = uniforms(0, 'split')
  for (const [name, along] of [
    ['rows', true],
    ['columns', false],
  ] as const) {
    await mkdir(join(folder, 'stripes', name), { recursive: true })
    for (let i = 0; i < 40; i++) {
      const data = stripes(draw, along)
      const png = encode({ width: SIDE, height: SIDE, channels: 1, depth: 8, data })
      await writeFile(join(folder, 'stripes', name, `${i}.png`), png)
    }
  }
  dataset = (await importDataset(join(folder, 'stripes'))).id
})
afterAll(async () => {
  vi.unstubAllEnvs()
  await rm(folder, { recursive: true, force: true })
})

it('knows the pictures that a training would use', async () => {
  const all = await setFactsOf(dataset)
  expect(all).toMatchObject({
    height: SIDE,
    width: SIDE,
    channels: 1,
    perClass: [32, 32],
    test: 16,
  })
  expect(all.mean[0]).toBeCloseTo(0.5, 1)
  expect(all.std[0]).toBeCloseTo(0.25, 1)
  await changeAside(dataset, { aside: { train: [0, 1], test: [] } })
  expect((await setFactsOf(dataset)).perClass.reduce((a, b) => a + b)).toBe(62)
  const { recipe } = await suggestRecipe(dataset)
  expect(recipe.setAside?.train).toEqual([0, 1])
  await changeAside(dataset, { back: { train: [0, 1], test: [] } })
})

it('proposes a recipe that learns the pictures, with reasons and a time', async () => {
  const suggestion = await suggestRecipe(dataset)
  expect(suggestionSchema.parse(suggestion)).toEqual(suggestion)
  expect(suggestion.seconds).toBeGreaterThan(0)
  const run = join(folder, 'run')
  const recipe = parseRecipe({ ...suggestion.recipe, epochs: 20 })
  const accuracies: number[] = []
  await runTraining({
    ...{ folder: run, recipe },
    onEvent: (event) => event.type === 'done' && accuracies.push(event.testAccuracy ?? 0),
    onState: () => undefined,
  })
  expect(accuracies[0]).toBeGreaterThan(0.9)
  expect((await readRun(run)).recipe).toEqual(recipe)
})
