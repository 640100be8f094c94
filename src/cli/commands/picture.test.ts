import { mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { Prediction } from '@shared/contract/inspect'
import { preset } from '@shared/model/presets'
import { decode, encode } from 'fast-png'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { decodeNpy } from '../../engine/formats/npz/npy'
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

describe('activations', () => {
  it('writes every layer as .npy and .png, ending in the logits that predict gives', async () => {
    const ran = await runCli([
      'activations',
      'lenet',
      at('grey.png'),
      '--out',
      at('maps'),
      '--json',
    ])
    const { layers } = documentOf(ran) as { layers: { id: string; shape: number[] }[] }
    const ids = preset('lenet').layers.map(({ id }) => id)
    expect(layers.map(({ id }) => id)).toEqual(ids)
    expect((await readdir(at('maps'))).sort()).toEqual(
      ids.flatMap((id) => [`${id}.npy`, `${id}.png`]).sort(),
    )

    const conv1 = decodeNpy(await readFile(join(at('maps'), 'conv1.npy')), 'conv1')
    expect(conv1.shape).toEqual([28, 28, 6])
    const logits = decodeNpy(await readFile(join(at('maps'), 'dense3.npy')), 'dense3')
    expect(logits.shape).toEqual([10])
    const [answer] = await predict('lenet', at('grey.png'))
    for (const { index, logit } of answer?.predictions ?? [])
      expect(logits.data[index]).toBeCloseTo(logit, 5)
    const sheet = decode(await readFile(join(at('maps'), 'conv1.png')))
    expect(sheet.width * sheet.height).toBeGreaterThanOrEqual(6 * 28 * 28)
  })

  it('writes one layer when asked, and knows the layers', async () => {
    expect(
      (
        await runCli([
          'activations',
          'lenet',
          at('grey.png'),
          '--layer',
          'pool2',
          '--out',
          at('one'),
        ])
      ).status,
    ).toBe(0)
    expect((await readdir(at('one'))).sort()).toEqual(['pool2.npy', 'pool2.png'])
    const wrong = await runCli([
      'activations',
      'lenet',
      at('grey.png'),
      '--layer',
      'conv9',
      '--out',
      at('none'),
      '--json',
    ])
    expect(errorOf(wrong)).toMatchObject({
      code: 'not-found',
      message: expect.stringContaining('conv1, sigmoid1') as string,
    })
  })
})

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
        .map(({ logit }) => logit)
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

describe('summary of files', () => {
  it('reads a ModelSpec file and names the layer at fault', async () => {
    await writeFile(
      at('spec.json'),
      JSON.stringify({
        name: 'Two',
        input: { height: 4, width: 4, channels: 1 },
        layers: [
          { id: 'c', kind: 'conv2d', channels: 2, kernel: 5 },
          { id: 'f', kind: 'flatten' },
        ],
      }),
    )
    const ran = await runCli(['summary', at('spec.json'), '--json'])
    expect(ran.status).toBe(1)
    expect(errorOf(ran)).toMatchObject({
      code: 'invalid-model',
      message: expect.stringContaining('"c"') as string,
    })
  })
})
