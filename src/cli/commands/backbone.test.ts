import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { decodeNpy } from '../../engine/formats/npz/npy'
import { documentOf, errorOf, runCli } from '../testing/run-cli'

/** A network that ends in a map. */
const BACKBONE = {
  name: 'Backbone',
  input: { height: 12, width: 12, channels: 1 },
  layers: [
    { id: 'conv', kind: 'conv2d', channels: 4, kernel: 3, padding: 1 },
    { id: 'norm', kind: 'groupNorm', groups: 2 },
    { id: 'relu', kind: 'activation', function: 'relu' },
    { id: 'pool', kind: 'maxPool2d', window: 2 },
  ],
}
const IMAGE = 'resources/samples/ankle-boot.png'

let folder: string
let model: string
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'convscope-backbone-'))
  model = join(folder, 'backbone.json')
  await writeFile(model, JSON.stringify(BACKBONE))
})
afterAll(() => rm(folder, { recursive: true }))

describe('a network that ends in a map', () => {
  it('has a summary and fields', async () => {
    const { layers } = documentOf(await runCli(['summary', model, '--json'])) as {
      layers: { id: string; outputShape: number[] }[]
    }
    expect(layers.at(-1)).toMatchObject({ id: 'pool', outputShape: [6, 6, 4] })
    const fields = documentOf(
      await runCli(['receptive-field', model, '--layer', 'pool', '--unit', '1,1', '--json']),
    )
    expect(JSON.stringify(fields)).toContain('pool')
  })

  it('gives its maps, and the arithmetic of their units', async () => {
    const out = join(folder, 'maps')
    documentOf(await runCli(['activations', model, IMAGE, '--out', out, '--json']))
    const { shape, data } = decodeNpy(await readFile(join(out, 'pool.npy')), 'pool')
    expect(shape).toEqual([6, 6, 4])
    const trace = async (layer: string, unit: string) =>
      documentOf(
        await runCli(['trace', model, IMAGE, '--layer', layer, '--unit', unit, '--json']),
      ) as { value: number; recomputed: number; fromPixels: number; combine: string }
    const pooled = await trace('pool', '2,3,1')
    expect(pooled.value).toBe(data[(2 * 6 + 3) * 4 + 1])
    expect(pooled.fromPixels).toBeCloseTo(pooled.value, 4)
    const normalised = await trace('norm', '2,3,1')
    expect(normalised.combine).toBe('normalise')
    expect(normalised.recomputed).toBeCloseTo(normalised.value, 4)
    expect(normalised.fromPixels).toBeCloseTo(normalised.value, 4)
  })

  it.each(['npz', 'tfjs'] as const)('is exported as %s and read back', async (format) => {
    const out = join(folder, format)
    documentOf(await runCli(['export', model, '--format', format, '--out', out, '--json']))
    const [own, back] = await Promise.all(
      [model, out].map((of) => runCli(['summary', of, '--json']).then(documentOf)),
    )
    expect((back as { layers: unknown }).layers).toEqual((own as { layers: unknown }).layers)
  })

  it('is warned of, and asked for logits where they are needed', async () => {
    const lint = JSON.stringify(documentOf(await runCli(['lint', model, '--json'])))
    expect(lint).toContain('"faults":[]')
    expect(lint).toContain('"rule":"endsInMap"')
    const predicted = errorOf(await runCli(['predict', model, IMAGE, '--json']))
    expect(predicted.message).toContain('ends in maps and says nothing of a picture')
    for (const command of [
      ['train', model, '--dataset', 'fashion-mnist', '--out', join(folder, 'run')],
      ['evaluate', model, '--dataset', 'fashion-mnist'],
    ]) {
      const { message } = errorOf(await runCli([...command, '--json']))
      expect(message).toMatch(/ends in (a map of 6×6×4|maps, which are features and no classes)/)
    }
  })
})
