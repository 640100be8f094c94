import { mkdtemp, readFile, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { decodeNpy } from '../../../engine/formats/npz/npy'
import { documentOf, errorOf, runCli } from '../../testing/run-cli'

const BOOT = 'resources/samples/ankle-boot.png'
let folder: string
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'convscope-cli-measured-'))
})
afterAll(() => rm(folder, { recursive: true, force: true }))
async function json<T>(...words: readonly string[]): Promise<T> {
  return documentOf(await runCli([...words, '--json'])) as T
}

describe('field-by-layer', () => {
  it('stands beside the theoretical field of every layer, and is narrower', async () => {
    const { layers } = await json<{
      layers: readonly {
        layer: string
        size: readonly number[] | null
        spread: { sigma: readonly [number, number] } | null
      }[]
    }>('field-by-layer', 'bundled:lenet', '--image', BOOT)
    expect(layers.map(({ layer }) => layer).slice(0, 3)).toEqual(['conv1', 'sigmoid1', 'pool1'])
    for (const { size, spread } of layers.slice(0, 6)) {
      expect(spread?.sigma[0]).toBeGreaterThan(0)
      expect(spread?.sigma[0]).toBeLessThan((size?.[0] ?? 0) / 2)
    }
  })
})

describe('empirical-field', () => {
  it('is nothing outside of the unit’s window', async () => {
    const { value } = await json<{ value: number }>(
      ...['empirical-field', 'bundled:lenet', BOOT, '--layer', 'conv1', '--unit', '9,12,2'],
      ...['--patch', '1', '--out', folder],
    )
    expect(Number.isFinite(value)).toBe(true)
    const { shape, data } = decodeNpy(await readFile(join(folder, 'field.npy')), 'field')
    expect(shape).toEqual([28, 28])
    // Padding 2: the window of row 9 and column 12 is rows 7 … 11, columns 10 … 14.
    data.forEach((change, at) => {
      const [row, column] = [Math.floor(at / 28), at % 28]
      if (row < 7 || row > 11 || column < 10 || column > 14) expect(change).toBe(0)
    })
    expect(data.some((change) => change > 0)).toBe(true)
    const none = await runCli(['empirical-field', 'bundled:lenet', BOOT, '--layer', 'x', '--json'])
    expect(errorOf(none).code).toBe('not-found')
  })
})
