import { stat } from 'node:fs/promises'
import { join } from 'node:path'
import type { Prediction } from '@shared/contract/inspect'
import { describe, expect, it } from 'vitest'
import { pictureFolder, predict } from '../testing/pictures'
import { documentOf, errorOf, runCli } from '../testing/run-cli'

const at = pictureFolder()

describe('export', () => {
  it.each(['tfjs', 'onnx', 'keras', 'savedmodel', 'pytorch', 'safetensors', 'npz'])(
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

describe('export --quantise', () => {
  it.each([
    ['uint8', 1],
    ['float16', 2],
  ])('%s: smaller files, read back as rounded, with what it costs', async (bits, bytes) => {
    const out = at(`quantised-${bits}`)
    const words = ['export', 'lenet-relu', '--format', 'tfjs', '--out', out, '--quantise', bits]
    const { status, stderr } = await runCli(words)
    expect(status).toBe(0)
    const [, cost] = /differ from the model's own by at most ([\d.e+-]+);/.exec(stderr) ?? []
    expect(Number(cost)).toBeGreaterThan(0)
    expect(Number(cost)).toBeLessThan(0.05)
    // 61,706 parameters, of which 236 are biases.
    const { size } = await stat(join(out, 'group1-shard1of1.bin'))
    expect(size).toBe(61_470 * bytes + 236 * 4)
    const [own] = await predict('lenet-relu', at('grey.png'))
    const [rounded] = await predict(out, at('grey.png'))
    expect(rounded?.predictions[0]?.label).toBe(own?.predictions[0]?.label)
    expect(rounded?.predictions[0]?.logit).toBeCloseTo(own?.predictions[0]?.logit ?? NaN, 1)
  })

  it('is refused where the format has no such weights', async () => {
    const words = ['--format', 'npz', '--quantise', 'uint8', '--out', at('none'), '--json']
    expect(errorOf(await runCli(['export', 'lenet', ...words]))).toMatchObject({
      code: 'invalid-argument',
      message: expect.stringMatching(/npz has no weights of uint8/) as string,
    })
  })
})

describe('export with more in the graph', () => {
  it('says so, and the model is read again as the network alone', async () => {
    const out = at('served')
    const words = ['--format', 'savedmodel', '--out', out, '--with-preprocessing', '--all-outputs']
    expect(documentOf(await runCli(['export', 'lenet-relu', ...words, '--json']))).toMatchObject({
      extras: ['preprocessing', 'all-outputs'],
      maxDifference: expect.closeTo(0, 4) as number,
    })
    const [own] = await predict('lenet-relu', at('grey.png'))
    const [read] = await predict(out, at('grey.png'))
    expect(read?.predictions).toEqual(own?.predictions)
  })

  it.each([
    ['--with-preprocessing', 'tfjs', /tfjs has no place for the preprocessing/],
    ['--all-outputs', 'keras', /Export without --all-outputs/],
  ])('%s is refused for %s', async (flag, format, message) => {
    const words = ['--format', format, flag, '--out', at('none'), '--json']
    expect(errorOf(await runCli(['export', 'lenet', ...words]))).toMatchObject({
      code: 'invalid-argument',
      message: expect.stringMatching(message) as string,
    })
  })
})
