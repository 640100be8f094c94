import { describe, expect, it } from 'vitest'
import { z } from 'zod'
import { encodeNpy } from '../../src/engine/formats/npz/npy'
import { encodePytorch } from '../../src/engine/formats/pytorch/encode'
import { pseudoWeights } from '../../src/engine/formats/testing/arbitrary-model'
import { folderOf } from '../../src/engine/formats/testing/folders'
import { normalise, toInput } from '../../src/engine/pictures/input'
import { resolveModel } from '../../src/shared/model/resolve'
import { parseModelSpec } from '../../src/shared/model/spec'
import type { Fitting } from '../../src/shared/recipe/fitting'
import { runPython } from './python'

const answers = z.array(z.strictObject({ difference: z.number(), printed: z.array(z.string()) }))

/** A picture of waves and edges: red, green and blue differ. */
function pictureOf(width: number, height: number) {
  const rgba = new Uint8Array(4 * width * height)
  for (let at = 0; at < width * height; at += 1) {
    const [row, column] = [Math.floor(at / width), at % width]
    const wave = 127 + 120 * Math.sin(row / 3) * Math.cos(column / 5)
    rgba.set([wave, (row * 37 + column * 11) % 256, row % 7 < 3 ? 255 : 0, 255], 4 * at)
  }
  return { width, height, channels: 3, rgba } as const
}

/** The picture as a portable pixmap, which Pillow reads. */
const pixmap = ({ width, height, rgba }: ReturnType<typeof pictureOf>): Uint8Array =>
  Buffer.concat([Buffer.from(`P6 ${width} ${height} 255\n`), rgba.filter((_, i) => i % 4 !== 3)])

const CASES = (['stretch', 'crop', 'pad'] as const).flatMap((fitting) =>
  ([1, 3] as const).flatMap((channels) =>
    [
      [61, 40],
      [9, 33],
    ].map(([width = 1, height = 1]) => ({ fitting, channels, width, height })),
  ),
)
const CLASSES = ['shirt', 'coat', 'bag']

function writeCase({
  fitting,
  channels,
  width,
  height,
}: {
  fitting: Fitting
  channels: 1 | 3
  width: number
  height: number
}): string {
  const input = { height: 20, width: 28, channels }
  const layers = [
    { id: 'flatten', kind: 'flatten' },
    { id: 'out', kind: 'dense', units: CLASSES.length },
  ]
  const spec = parseModelSpec({ name: 'little', input, layers })
  const normalisation = { mean: [0.25], std: channels === 1 ? [0.5] : [0.5, 0.25, 2] }
  const metadata = { spec, classes: CLASSES, fitting, normalisation, invert: false } as const
  const picture = pictureOf(width, height)
  const x = normalise(toInput(picture, input, { fitting }), channels, normalisation)
  return folderOf(
    new Map([
      ...encodePytorch(metadata, pseudoWeights(resolveModel(spec))),
      ['picture.ppm', pixmap(picture)],
      ['x.npy', encodeNpy({ shape: [1, input.height, input.width, channels], data: x })],
    ]),
  )
}

describe('predict.py', () => {
  it('fits pictures as Convscope does, and prints the classes with their probabilities', () => {
    const found = answers.parse(runPython('check_pytorch_input.py', CASES.map(writeCase)))
    const worst = found.map(({ difference }, i) => ({ ...CASES[i], difference }))
    console.log(`largest difference ${Math.max(...found.map(({ difference }) => difference))}`)
    expect(worst.filter(({ difference }) => difference > 1e-5)).toEqual([])
    for (const { printed } of found) {
      const parts = printed.map((line) => line.trim().split(/\s+/))
      const shares = parts.map(([share]) => Number(share))
      expect(parts.map(([, name]) => name).sort()).toEqual([...CLASSES].sort())
      expect(shares).toEqual([...shares].sort((a, b) => b - a))
      expect(shares.reduce((sum, share) => sum + share, 0)).toBeCloseTo(1, 3)
    }
  })
})
