import { describe, expect, it } from 'vitest'
import type { RunInfo } from '../contract/training'
import { preset } from '../model/presets'
import { parseRecipe } from '../model/recipe'
import { filterRuns, tagsOf } from './filter'

const run = (id: string, info: Partial<RunInfo>): RunInfo => ({
  id,
  title: id,
  recipe: parseRecipe({ model: preset('lenet'), dataset: 'fashion-mnist' }),
  state: 'finished',
  device: 'CPU',
  created: 0,
  modified: 0,
  epochsDone: 1,
  stepsDone: 1,
  stepsTotal: 1,
  ...info,
})
const runs = [
  run('a', { title: 'First try', tags: ['base', 'Seed 1'] }),
  run('b', { tags: ['base'], note: 'Rate was too high' }),
  run('c', {}),
]
const ids = (filter: Parameters<typeof filterRuns>[1]): readonly string[] =>
  filterRuns(runs, filter).map(({ id }) => id)

describe('filtered runs', () => {
  it('contain every word somewhere, whatever its case', () => {
    expect(ids({ text: 'RATE high' })).toEqual(['b'])
    expect(ids({ text: 'try seed' })).toEqual(['a'])
    expect(ids({ text: ' lenet ' })).toEqual(['a', 'b', 'c'])
    expect(ids({ text: 'rate try' })).toEqual([])
    expect(ids({ text: 'ｆｉｒｓｔ' })).toEqual(['a'])
  })

  it('have every tag', () => {
    expect(ids({ tags: ['base'] })).toEqual(['a', 'b'])
    expect(ids({ tags: ['base', 'seed 1'] })).toEqual(['a'])
    expect(ids({ tags: ['seed'] })).toEqual([])
  })

  it('are all of them without a filter', () => {
    expect(ids({})).toEqual(['a', 'b', 'c'])
  })
})

it('tags are counted, the most used first', () => {
  expect(tagsOf(runs)).toEqual(['base', 'Seed 1'])
})
