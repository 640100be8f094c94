import type { Affine } from '@shared/math/reference/augment'
import type { Tensor2D, Tensor4D } from '@tensorflow/tfjs'

/** The size of a picture. */
export interface Size {
  readonly height: number
  readonly width: number
  readonly channels: number
}

/** Numbers in [0, 1) of one example, epoch and kind, by their place. */
export type Drawn = (place: number) => number

/** Moves pixels. All kinds that do are composed to one resampling. */
export interface Move {
  /** From a place of the result to that of the source, relative to the picture's centre. */
  readonly map: (amount: number, drawn: Drawn, size: Size) => Affine
}

/** Changes values. */
export interface Change {
  /** The numbers of one picture, always as many. */
  readonly numbers: (amount: number, drawn: Drawn, size: Size) => readonly number[]
  /**
   * Changes a batch of pictures with values in 0…1 by its numbers [batch, numbers]; inside a tidy.
   */
  readonly apply: (x: Tensor4D, numbers: Tensor2D) => Tensor4D
  /** Whether values can leave 0…1, so that they are clipped. */
  readonly clips: boolean
}

/** Uniform in −amount…amount. */
export const around = (amount: number, uniform: number): number => amount * (2 * uniform - 1)
