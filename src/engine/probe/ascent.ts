import type { AscentSettings, ProbeTarget } from '@shared/contract/probe'
import { modulo } from '@shared/math/modulo'
import { normals } from '@shared/math/picture/noise'
import type { LoadedModel } from '../models/loaded-model'
import { checkCancelled } from '../runtime/faults'
import { uniforms } from '../runtime/random'
import { nextTurn } from '../work/work'
import { probing, type Prober } from './prober'

type Shape = readonly number[]

export interface AscentRequest {
  readonly target: ProbeTarget
  readonly settings: AscentSettings
  /** The picture so far, [height, width, channels], 0…1. @default grey with a little noise */
  readonly from?: Float32Array
  /** Number of steps made before. */
  readonly step: number
  readonly steps: number
}

/** Grey with a little noise, so that no two pixels have the same gradient. */
export function startPicture(
  [height = 1, width = 1, channels = 1]: Shape,
  seed: number,
): Float32Array {
  const normal = normals(uniforms(seed, 'noise'))
  return Float32Array.from({ length: height * width * channels }, () =>
    Math.min(1, Math.max(0, 0.5 + 0.05 * normal())),
  )
}

/** A picture shifted cyclically: what leaves on one side returns on the other. */
function roll(
  picture: Float32Array,
  [height = 1, width = 1, channels = 1]: Shape,
  rows: number,
  columns: number,
): Float32Array {
  if (rows === 0 && columns === 0) return picture
  const result = new Float32Array(picture.length)
  for (let row = 0; row < height; row++) {
    for (let column = 0; column < width; column++) {
      const from = (row * width + column) * channels
      result.set(
        picture.subarray(from, from + channels),
        (modulo(row + rows, height) * width + modulo(column + columns, width)) * channels,
      )
    }
  }
  return result
}

/**
 * How much brighter a pixel's neighbours are: Σ (neighbour − pixel) over the existing neighbours.
 */
function laplacian(
  picture: Float32Array,
  [height = 1, width = 1, channels = 1]: Shape,
  at: number,
): number {
  const column = Math.floor(at / channels) % width
  const row = Math.floor(at / channels / width)
  const centre = picture[at] ?? 0
  const by = (there: boolean, step: number): number =>
    there ? (picture[at + step] ?? 0) - centre : 0
  const line = width * channels
  return (
    by(row > 0, -line) +
    by(row < height - 1, line) +
    by(column > 0, -channels) +
    by(column < width - 1, channels)
  )
}

/**
 * Activation maximisation: gradient ascent on the picture itself (Simonyan et al., 2013; smoothness
 * after Mahendran and Vedaldi, 2015; jitter after Mordvintsev et al., 2015). One step is
 *
 *   x ← clip(x + rate · (∇a / rms ∇a + decay · (½ − x) + smoothness · Δx), 0, 1)
 *
 * where a is the target's value, Δ the sum of differences to the neighbours, and the gradient is
 * taken on a shifted copy. A step's shift depends only on the seed and the step's number, so slices
 * give the same picture as one long run.
 * @returns the picture, and the value before each step and after the last
 * @throws AppError `cancelled`
 */
export function ascend(
  loaded: LoadedModel,
  request: AscentRequest,
  signal?: AbortSignal,
): Promise<{ picture: Float32Array; values: Float32Array }> {
  const { inputShape } = loaded.model
  return probing(loaded, request.target, async (prober) => {
    let picture = request.from ?? startPicture(inputShape, request.settings.seed)
    const values: number[] = []
    for (let i = 0; i < request.steps; i++) {
      checkCancelled(signal)
      const made = climb(prober, picture, request.settings, request.step + i)
      values.push(made.value)
      picture = made.picture
      await nextTurn()
    }
    values.push(prober.values(picture)[0] ?? NaN)
    return { picture, values: Float32Array.from(values) }
  })
}

function climb(
  prober: Prober,
  picture: Float32Array,
  { rate, decay, smoothness, jitter, seed }: AscentSettings,
  step: number,
): { picture: Float32Array; value: number } {
  const shape = prober.loaded.model.inputShape
  const uniform = uniforms(seed, 'jitter', step)
  const shift = (): number => Math.floor(uniform() * (2 * jitter + 1)) - jitter
  const [rows, columns] = jitter > 0 ? [shift(), shift()] : [0, 0]
  const { values, gradients } = prober.valuesAndGradients(roll(picture, shape, rows, columns))
  const slopes = roll(gradients, shape, -rows, -columns)
  const rms = Math.sqrt(slopes.reduce((sum, slope) => sum + slope * slope, 0) / slopes.length)
  const scale = rms > 0 && Number.isFinite(rms) ? 1 / rms : 0
  const next = picture.map((pixel, at) => {
    const pull =
      decay * (0.5 - pixel) + (smoothness > 0 ? smoothness * laplacian(picture, shape, at) : 0)
    return Math.min(1, Math.max(0, pixel + rate * (scale * (slopes[at] ?? 0) + pull)))
  })
  const shifted = rows !== 0 || columns !== 0
  return { picture: next, value: (shifted ? prober.values(picture) : values)[0] ?? NaN }
}
