import { expect, it } from 'vitest'
import { newId, slug } from './slug'

it('names folders so that every file system takes them', () => {
  const titles = ['LeNet, ReLU & max', '模型', '../..', 'Größe']
  expect(titles.map((title) => slug(title))).toEqual(['lenet-relu-max', 'model', 'model', 'gro-e'])
  expect(slug('', 'dataset')).toBe('dataset')
  expect(slug('a'.repeat(100), 'run', 40)).toHaveLength(40)
})

it('makes ids that are told apart though the titles are the same', () => {
  const [one, other] = [newId('LeNet'), newId('LeNet')]
  expect([one, other]).toEqual(Array(2).fill(expect.stringMatching(/^lenet-[0-9a-f]{6}$/)))
  expect(one).not.toBe(other)
})
