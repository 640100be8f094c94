import { readdir, readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { preset } from '@shared/model/presets'
import { decode } from 'fast-png'
import { describe, expect, it } from 'vitest'
import { decodeNpy } from '../../engine/formats/npz/npy'
import { pictureFolder, predict } from '../testing/pictures'
import { documentOf, errorOf, runCli } from '../testing/run-cli'

const at = pictureFolder()

describe('activations', () => {
  it('writes every layer as .npy and .png, ending in the logits of predict', async () => {
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
      expect(logits.data[index]).toBeCloseTo(logit ?? Number.NaN, 5)
    const sheet = decode(await readFile(join(at('maps'), 'conv1.png')))
    expect(sheet.width * sheet.height).toBeGreaterThanOrEqual(6 * 28 * 28)
  })

  it('writes one layer on request, and knows the layers', async () => {
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
