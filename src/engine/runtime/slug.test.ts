import { expect, it } from 'vitest'
import { newId, slug } from './slug'

it('names folders so that every file system accepts them', () => {
  const titles = ['LeNet, ReLU & max', '模型', '../..', 'Größe']
  expect(titles.map((title) => slug(title))).toEqual(['lenet-relu-max', 'model', 'model', 'gro-e'])
  expect(slug('', 'dataset')).toBe('dataset')
  expect(slug('a'.repeat(100), 'run', 40)).toHaveLength(40)
})

it('makes different ids from the same title', () => {
  const [one, other] = [newId('LeNet'), newId('LeNet')]
  expect([one, other]).toEqual(Array(2).fill(expect.stringMatching(/^lenet-[0-9a-f]{6}$/)))
  expect(one).not.toBe(other)
})
