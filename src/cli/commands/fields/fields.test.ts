import { mkdtemp, readFile, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import vectors from '@shared/math/vectors.json'
import { decodeNpy } from '../../../engine/formats/npz/npy'
import { documentOf, errorOf, runCli } from '../../testing/run-cli'

let folder: string
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'convscope-fields-'))
})
afterAll(() => rm(folder, { recursive: true }))

interface Fields {
  readonly layers: readonly {
    id: string
    size: number[]
    stride: number[]
    start: number[]
    center: number[]
    aligned: boolean
  }[]
}
const IMAGE = 'resources/samples/ankle-boot.png'

describe('receptive-field', () => {
  it('gives LeNet’s published fields', async () => {
    const { layers } = documentOf(await runCli(['receptive-field', 'lenet', '--json'])) as Fields
    for (const id of ['conv1', 'pool1', 'conv2', 'pool2', 'dense1'] as const) {
      const [size = 0, stride = 0, padding = 0] = vectors.lenet[id]
      const centre = -padding + (size - 1) / 2
      expect(layers.find((layer) => layer.id === id)).toEqual({
        id,
        size: [size, size],
        stride: [stride, stride],
        start: [-padding, -padding],
        center: [centre, centre],
        aligned: true,
      })
    }
  })

  it('gives a unit’s rows and columns before clipping, and its exact pixels', async () => {
    expect(
      documentOf(
        await runCli(['receptive-field', 'lenet', '--layer', 'dense1', '--unit', '0,0', '--json']),
      ),
    ).toMatchObject({
      layers: [{ id: 'dense1' }],
      rows: [-2, 29],
      columns: [-2, 29],
      clipped: true,
      pixels: [{ rows: [0, 27], columns: [0, 27] }],
    })
    const people = await runCli(['receptive-field', 'lenet', '--layer', 'pool2', '--unit', '1,2'])
    expect(people.stdout).toContain('Unit 1,2 of pool2 sees rows 2 … 17, columns 6 … 21.')
  })

  it('of the input is the pixel itself', async () => {
    expect(
      documentOf(
        await runCli(['receptive-field', 'lenet', '--layer', 'input', '--unit', '3,4', '--json']),
      ),
    ).toMatchObject({
      layers: [
        { id: 'input', size: [1, 1], stride: [1, 1], start: [0, 0], center: [0, 0], aligned: true },
      ],
      rows: [3, 3],
      columns: [4, 4],
      clipped: false,
    })
  })

  it('takes pictures of another size', async () => {
    const { layers } = documentOf(
      await runCli(['receptive-field', 'lenet', '--input', '32,40', '--json']),
    ) as Fields
    expect(layers.at(-1)?.size).toEqual([16 + 4 * 5, 16 + 4 * 7])
  })

  it.each([
    [['--layer', 'conv7'], 'not-found', 'conv1, sigmoid1'],
    [['--layer', 'conv2', '--unit', '10,0'], 'invalid-argument', 'row 0…9, column 0…9'],
    [['--layer', 'conv2', '--unit', '4,4,16'], 'invalid-argument', 'channel 0…15'],
    [['--input', '8,8'], 'invalid-argument', '12×12'],
    [['--input', '28,5000'], 'invalid-argument', '4096×4096'],
    [['--seed', '1'], 'invalid-argument', 'add --effective'],
    [['--image', IMAGE], 'invalid-argument', 'add --effective'],
    [['--map', 'field.npy'], 'invalid-argument', 'add --effective'],
  ])('%j fails with 1 and names the valid values', async (words, code, text) => {
    const ran = await runCli(['receptive-field', 'lenet', ...words, '--json'])
    expect(ran.status).toBe(1)
    expect(errorOf(ran)).toMatchObject({ code, message: expect.stringContaining(text) as string })
  })

  it.each([
    ['--unit', '1'],
    ['--unit', 'a,b'],
    ['--unit', '1,-1'],
    ['--input', '0,4'],
  ])('%s %s is wrong usage', async (...words) => {
    expect((await runCli(['receptive-field', 'lenet', ...words])).status).toBe(2)
  })

  it('measures the effective field, the same for the same seed', async () => {
    const measure = async (seed: string, map: string) =>
      documentOf(
        await runCli([
          'receptive-field',
          'lenet',
          '--layer',
          'conv2',
          '--unit',
          '4,5',
          '--effective',
          '--seed',
          seed,
          '--map',
          map,
          '--json',
        ]),
      ) as Record<string, unknown>
    const [a, b, c] = [join(folder, 'a.npy'), join(folder, 'b.npy'), join(folder, 'c.npy')]
    const first = await measure('1', a)
    expect(first).toMatchObject({
      rows: [6, 19],
      channel: null,
      sigma: [expect.any(Number), expect.any(Number)],
      map: a,
    })
    expect(first.radius50).toBeLessThan(first.radius95 as number)
    const { map: _, ...rest } = first
    expect(await measure('1', b)).toMatchObject(rest)
    expect(await readFile(b)).toEqual(await readFile(a))
    await measure('2', c)
    expect(await readFile(c)).not.toEqual(await readFile(a))
    const map = decodeNpy(await readFile(a), a)
    expect(map.shape).toEqual([28, 28])
    // Outside of rows 6 … 19 and columns 7 … 20 it is exactly 0.
    map.data.forEach((value, at) => {
      const [row, column] = [Math.floor(at / 28), at % 28]
      if (row < 6 || row > 19 || column < 8 || column > 21) expect(value).toBe(0)
    })
  })

  it('measures one channel where it is named, and says which it was', async () => {
    const measure = async (unit: string) => {
      const map = join(folder, `${unit.length}-${unit.at(-1)}.npy`)
      const ran = await runCli([
        'receptive-field',
        'bundled:lenet',
        '--layer',
        'conv2',
        '--unit',
        unit,
        '--effective',
        '--image',
        IMAGE,
        '--map',
        map,
      ])
      return { ...ran, map: decodeNpy(await readFile(map), map).data }
    }
    const [all, first, third] = [
      await measure('4,5'),
      await measure('4,5,0'),
      await measure('4,5,3'),
    ]
    expect(all.stdout).toContain('of conv2, the mean of all its channels, on')
    expect(third.stdout).toContain('of conv2, channel 3, on')
    expect(first.map).not.toEqual(third.map)
    expect(all.map).not.toEqual(first.map)
    const wrong = await runCli([
      'receptive-field',
      'lenet',
      '--layer',
      'conv2',
      '--unit',
      '4,5,16',
      '--effective',
    ])
    expect(wrong).toMatchObject({ status: 1 })
    expect(wrong.stderr).toContain('channel 0…15')
  })

  it('measures on a picture with the weights of the model', async () => {
    const ran = await runCli([
      'receptive-field',
      'bundled:lenet',
      '--layer',
      'pool2',
      '--effective',
      '--image',
      IMAGE,
      '--map',
      join(folder, 'd.npy'),
    ])
    expect(ran.status).toBe(0)
    expect(ran.stdout).toContain(`on ${IMAGE}`)
    expect(ran.stdout).toMatch(/half of it within \d/)
  })
})

describe('trace', () => {
  it('gives value, recomputed value and terms', async () => {
    const traced = documentOf(
      await runCli([
        'trace',
        'bundled:lenet',
        IMAGE,
        '--layer',
        'conv1',
        '--unit',
        '0,3,2',
        '--json',
      ]),
    ) as {
      value: number
      recomputed: number
      fromPixels: number
      bias: number
      padding: number
      terms: readonly { product: number; from: string }[]
    }
    // 5×5 with two rows of padding above.
    expect(traced.terms).toHaveLength(15)
    expect(traced.padding).toBe(10)
    expect(traced.terms.reduce((sum, { product }) => sum + product, traced.bias)).toBeCloseTo(
      traced.recomputed,
      12,
    )
    expect(Math.abs(traced.recomputed - traced.value)).toBeLessThanOrEqual(1e-5)
    expect(Math.abs(traced.fromPixels - traced.value)).toBeLessThanOrEqual(1e-5)
    expect(new Set(traced.terms.map(({ from }) => from))).toEqual(new Set(['input']))
  })

  it('computes from the pixels up only on request where that takes long, with the same value', async () => {
    const traced = async (...words: string[]) =>
      documentOf(await runCli(['trace', ...words, '--unit', '0,0,3', '--json'])) as {
        value: number
        fromPixels: number | null
        products: number
      }
    const asked = await traced('modern', IMAGE, '--layer', 'dense1', '--from-pixels')
    expect(Math.abs((asked.fromPixels ?? NaN) - asked.value)).toBeLessThanOrEqual(1e-5)
    const large = await traced('mobilenet-v1', IMAGE, '--layer', 'dense')
    expect(large.products).toBeGreaterThan(5e8)
    expect(large.fromPixels).toBeNull()
  })

  it('prints them for people, with the winner of max pooling marked', async () => {
    const { stdout, status } = await runCli([
      'trace',
      'modern',
      IMAGE,
      '--layer',
      'pool1',
      '--unit',
      '7,7,3',
    ])
    expect(status).toBe(0)
    expect(stdout).toContain('the largest value')
    expect(stdout.match(/← largest/g)).toHaveLength(1)
  })

  it.each([
    ['conv9', '0,0,0', 'conv1'],
    ['conv1', '28,0,0', 'row 0…27'],
    ['dense3', '0,0,10', 'channel 0…9'],
  ])('of %s %s fails with 1 and names the valid values', async (layer, unit, text) => {
    const ran = await runCli(['trace', 'lenet', IMAGE, '--layer', layer, '--unit', unit])
    expect(ran).toMatchObject({ status: 1, stdout: '' })
    expect(ran.stderr).toContain(text)
  })
})
