import { expect, it } from 'vitest'
import { freeTitle } from './free-title'

it('a run’s title is its network’s name, numbered where another run has it', () => {
  expect(freeTitle('LeNet', [])).toBe('LeNet')
  expect(freeTitle('LeNet', ['NiN'])).toBe('LeNet')
  expect(freeTitle('LeNet', ['LeNet'])).toBe('LeNet 2')
  expect(freeTitle('LeNet', ['LeNet', 'LeNet 3', 'LeNet 2'])).toBe('LeNet 4')
  expect(freeTitle('LeNet', ['LeNet 2'])).toBe('LeNet')
  const long = 'a'.repeat(200)
  expect(freeTitle(long, [])).toBe('a'.repeat(120))
  expect(freeTitle(long, ['a'.repeat(120)])).toBe(`${'a'.repeat(118)} 2`)
})
