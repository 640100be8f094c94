import { describe, expect, it } from 'vitest'
import { pictureFolder, predict } from '../testing/pictures'
import { errorOf, runCli } from '../testing/run-cli'

const at = pictureFolder()

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

  it('says that an untrained network guesses, and why a picture can’t be read', async () => {
    const ran = await runCli(['predict', 'lenet', at('grey.png')])
    expect(ran.stderr).toContain('untrained')
    expect(ran.stdout).toMatch(/ \d+\.\d %/)
    expect(errorOf(await runCli(['predict', 'lenet', at('missing.png'), '--json'])).code).toBe(
      'not-found',
    )
    expect(['invalid-image', 'unsupported']).toContain(
      errorOf(await runCli(['predict', 'lenet', at('notes.png'), '--json'])).code,
    )
    expect(errorOf(await runCli(['predict', 'lenet', at(''), '--json'])).code).toBe('invalid-file')
  })
})
