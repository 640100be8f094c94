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

describe('export', () => {
  it.each(['tfjs', 'npz'])('%s predicts the same when read again', async (format) => {
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
  })

  it('leaves a folder with other files alone', async () => {
    expect(
      errorOf(await runCli(['export', 'lenet', '--format', 'npz', '--out', folder, '--json'])).code,
    ).toBe('already-exists')
  })
})
