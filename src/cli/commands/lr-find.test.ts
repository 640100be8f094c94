import { expect, it } from 'vitest'
import { documentOf, runCli } from '../testing/run-cli'

interface Answer {
  readonly suggestion: number | null
  readonly lowest: number
  readonly chance: number
  readonly points: readonly { rate: number; loss: number }[]
}
const find = async (...words: string[]): Promise<Answer> =>
  documentOf(await runCli(['lr-find', ...words, '--json'])) as Answer

it('lr-find says none for the chapter’s LeNet, which sits at chance', async () => {
  const { suggestion, lowest, chance } = await find('lenet')
  expect(suggestion).toBeNull()
  expect(chance).toBeCloseTo(Math.log(10), 6)
  expect(lowest).toBeGreaterThan(2.25)
})

it('lr-find suggests a rate for LeNet with ReLU, the same each time', async () => {
  const found = await find('lenet-relu', '--initializer', 'heUniform')
  expect(found.suggestion).toBeGreaterThan(0.002)
  expect(found.suggestion).toBeLessThan(0.3)
  expect(found.lowest).toBeLessThan(1.6)
  expect(await find('lenet-relu', '--initializer', 'heUniform')).toEqual(found)
})
