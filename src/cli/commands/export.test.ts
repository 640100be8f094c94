import type { Prediction } from '@shared/contract/inspect'
import { describe, expect, it } from 'vitest'
import { pictureFolder, predict } from '../testing/pictures'
import { documentOf, errorOf, runCli } from '../testing/run-cli'

const at = pictureFolder()

describe('export', () => {
  it.each(['tfjs', 'onnx', 'pytorch', 'safetensors', 'npz'])(
    '%s predicts the same when read again',
    async (format) => {
      const out = at(`exported-${format}`)
      expect(
        documentOf(
          await runCli(['export', 'lenet-relu', '--format', format, '--out', out, '--json']),
        ),
      ).toMatchObject({ format, out })
      const [original] = await predict('lenet-relu', at('grey.png'))
      const [exported] = await predict(out, at('grey.png'))
      const byClass = (predictions: readonly Prediction[] = []): number[] =>
        predictions
          .slice()
          .sort((a, b) => a.index - b.index)
          .map(({ logit }) => logit ?? Number.NaN)
      byClass(exported?.predictions).forEach((logit, index) =>
        expect(logit).toBeCloseTo(byClass(original?.predictions)[index] ?? Number.NaN, 5),
      )
      const summaries = await Promise.all(
        ['lenet-relu', out].map((model) => runCli(['summary', model, '--json'])),
      )
      expect(summaries[1]?.stdout).toBe(summaries[0]?.stdout)
    },
  )

  it('does not write into a folder with other files', async () => {
    expect(
      errorOf(await runCli(['export', 'lenet', '--format', 'npz', '--out', at(''), '--json'])).code,
    ).toBe('already-exists')
  })
})
