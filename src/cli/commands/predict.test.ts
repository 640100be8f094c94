import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { Prediction } from '@shared/contract/inspect'
import { encode } from 'fast-png'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { documentOf, errorOf, runCli } from '../testing/run-cli'

let folder: string

const at = (name: string): string => join(folder, name)

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'convscope-picture-'))
  const data = Uint8Array.from({ length: 28 * 28 }, (_, i) => (i * 37) % 256)
  await writeFile(at('grey.png'), encode({ width: 28, height: 28, channels: 1, depth: 8, data }))
  await writeFile(
    at('negative.png'),
    encode({
      width: 28,
      height: 28,
      channels: 1,
      depth: 8,
      data: data.map((value) => 255 - value),
    }),
  )
  await writeFile(at('notes.png'), 'these are no pixels')
})

afterAll(() => rm(folder, { recursive: true, force: true }))

async function predict(
  model: string,
  ...words: string[]
): Promise<readonly { image: string; predictions: Prediction[] }[]> {
  const ran = await runCli(['predict', model, ...words, '--json'])
  return (documentOf(ran) as { images: { image: string; predictions: Prediction[] }[] }).images
}

describe('predict', () => {
  it('gives every class, sorted, for each picture', async () => {
    const images = await predict('lenet', at('grey.png'), at('negative.png'))
    expect(images.map(({ image }) => image)).toEqual([at('grey.png'), at('negative.png')])
    for (const { predictions } of images) {
      const probabilities = predictions.map(({ probability }) => probability)
      expect(probabilities).toHaveLength(10)
      expect(probabilities).toEqual([...probabilities].sort((a, b) => b - a))
      expect(probabilities.reduce((sum, value) => sum + value, 0)).toBeCloseTo(1, 5)
    }
  })

  it('inverts when asked', async () => {
    const [inverted] = await predict('lenet', '--invert', at('negative.png'))
    const [plain] = await predict('lenet', at('grey.png'))
    expect(inverted?.predictions.map(({ label }) => label)).toEqual(
      plain?.predictions.map(({ label }) => label),
    )
    inverted?.predictions.forEach(({ logit }, index) =>
      expect(logit).toBeCloseTo(plain?.predictions[index]?.logit ?? Number.NaN, 4),
    )
  })

  it('says that an untrained network guesses, and what is wrong with a picture', async () => {
    const ran = await runCli(['predict', 'lenet', at('grey.png')])
    expect(ran.stderr).toContain('untrained')
    expect(ran.stdout).toMatch(/ \d+\.\d %/)
    expect(errorOf(await runCli(['predict', 'lenet', at('missing.png'), '--json'])).code).toBe(
      'not-found',
    )
    expect(['invalid-image', 'unsupported']).toContain(
      errorOf(await runCli(['predict', 'lenet', at('notes.png'), '--json'])).code,
    )
    expect(errorOf(await runCli(['predict', 'lenet', folder, '--json'])).code).toBe('invalid-file')
  })
})
