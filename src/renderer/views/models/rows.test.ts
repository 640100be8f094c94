import { describe, expect, it } from 'vitest'
import type { ModelEntry } from '@shared/contract/models'
import { LOGITS } from '@shared/model/output/meaning'
import { isOwn, rowsOf, sortedBy } from './rows'

const entry = (title: string, rest: Partial<ModelEntry> = {}): ModelEntry => ({
  ...{
    ref: `preset:${title}`,
    title,
    origin: 'preset',
    trained: false,
    parameters: 10,
    inputShape: [28, 28, 1],
    meaning: LOGITS,
    classes: [],
  },
  ...rest,
})
const entries = [
  entry('lenet 10', { origin: 'run', testAccuracy: 0.8, dataset: 'fashion-mnist', modified: 2 }),
  entry('LeNet 9', { origin: 'run', testAccuracy: 0.9, dataset: 'mnist', modified: 3 }),
  entry('vgg', { parameters: 500 }),
]
const titles = (rows: readonly ModelEntry[]) => rows.map(({ title }) => title)
const byTitle = { column: 'title', descending: false } as const

describe('table of models', () => {
  it('sorts names as people count, whatever their case', () => {
    expect(titles(rowsOf(entries, '', 'all', byTitle))).toEqual(['LeNet 9', 'lenet 10', 'vgg'])
  })

  it('keeps what has no value at the end, in either order', () => {
    expect(titles(rowsOf(entries, '', 'all', { column: 'accuracy', descending: true }))).toEqual([
      'LeNet 9',
      'lenet 10',
      'vgg',
    ])
    expect(titles(rowsOf(entries, '', 'all', { column: 'accuracy', descending: false }))).toEqual([
      'lenet 10',
      'LeNet 9',
      'vgg',
    ])
  })

  it('filters by kind, name and data set', () => {
    expect(titles(rowsOf(entries, '', 'preset', byTitle))).toEqual(['vgg'])
    expect(titles(rowsOf(entries, ' FASHION ', 'all', byTitle))).toEqual(['lenet 10'])
    expect(titles(rowsOf(entries, 'lenet', 'all', byTitle))).toHaveLength(2)
  })

  it('turns a column’s order round, and begins with the largest number', () => {
    const first = sortedBy('parameters', byTitle)
    expect(first).toEqual({ column: 'parameters', descending: true })
    expect(sortedBy('parameters', first).descending).toBe(false)
    expect(sortedBy('origin', first).descending).toBe(false)
  })

  it('knows the user’s own', () => {
    expect(entries.map(isOwn)).toEqual([true, true, false])
  })
})
