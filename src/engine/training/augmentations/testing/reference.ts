import {
  brightened,
  clipped,
  contrasted,
  cutOut,
  linear,
  mixedUp,
  noisy,
  resample,
  saturated,
  type Picture,
} from '@shared/math/reference/augment'
import { augmentationsIn, type Augmentations } from '@shared/recipe/augmentations'
import type { Examples } from '../../../evaluate/device-split'
import { changeOf } from '..'
import type { Draws } from '../draws'

type Shape = readonly [height: number, width: number, channels: number]

/** The values of an example in 0…1. */
function pictureOf({ images }: Examples, index: number, [height, width, channels]: Shape): Picture {
  const at = (y: number, x: number, c: number): number =>
    (images[((index * height + y) * width + x) * channels + c] ?? NaN) / 255
  return Array.from({ length: height }, (_, y) =>
    Array.from({ length: width }, (_, x) =>
      Array.from({ length: channels }, (_, c) => at(y, x, c)),
    ),
  )
}

/** A change of values by its numbers, in loops. */
function changed(picture: Picture, kind: string, numbers: readonly number[]): Picture {
  const [first = NaN, second = NaN, third = NaN] = numbers
  switch (kind) {
    case 'brightness':
      return brightened(picture, first)
    case 'contrast':
      return contrasted(picture, first)
    case 'saturation':
      return saturated(picture, first)
    case 'hue': {
      const outputs = [0, 1, 2]
      return linear(
        picture,
        outputs.map((to) => outputs.map((from) => numbers[3 * from + to] ?? NaN)),
      )
    }
    case 'noise':
      return noisy(picture, second, first)
    case 'cutout':
      return cutOut(clipped(picture), { x: first, y: second, half: third })
    default:
      throw new Error(`no reference for ${kind}`)
  }
}

/** A picture as a step sees it, before mixup. */
function own(
  examples: Examples,
  index: number,
  shape: Shape,
  { draws, epoch, augment }: Seen,
): Picture {
  const move = draws.move(epoch, index)
  const picture = pictureOf(examples, index, shape)
  const kinds = augmentationsIn(augment).filter(([kind]) => changeOf(kind))
  const numbers = draws.changes(epoch, index)
  const out = kinds.reduce(
    (before, [kind], i) => changed(before, kind, numbers[i] ?? []),
    move ? resample(picture, move) : picture,
  )
  return kinds.length > 0 ? clipped(out) : out
}

export interface Seen {
  readonly draws: Draws
  readonly epoch: number
  readonly augment: Augmentations
}

/** The picture that a step sees, as nested loops compute it. */
export function referencePicture(
  examples: Examples,
  index: number,
  shape: Shape,
  seen: Seen,
): Picture {
  const picture = own(examples, index, shape, seen)
  if (!seen.draws.isMixed) return picture
  const { partner, share } = seen.draws.mix(seen.epoch, index)
  return mixedUp(picture, own(examples, partner, shape, seen), share)
}
