import { assertNever } from '@shared/errors'
import type { Fitting } from '@shared/recipe/fitting'
import { type Box, type Filter, resizeRgb } from './resize'

type Size = readonly [height: number, width: number]

/**
 * Red, green and blue of a picture, brought to `target`: bilinear with antialiasing unless another
 * filter is given.
 *
 * `stretch` gives up the proportions; `crop` takes the middle, the largest part of the target's
 * proportions (Pillow's `ImageOps.fit`); `pad` takes all and puts black beside it (Pillow's
 * `ImageOps.pad`).
 * @returns target height · target width · 3 values, 0…255, and which of them are bars
 */
export function fitRgb(
  rgba: Uint8Array,
  size: Size,
  target: Size,
  fitting: Fitting,
  filter?: Filter,
): { readonly rgb: Float64Array; readonly inside: Box } {
  const all: Box = { top: 0, left: 0, height: target[0], width: target[1] }
  switch (fitting) {
    case 'stretch':
      return { rgb: resizeRgb(rgba, size, target, undefined, filter), inside: all }
    case 'crop':
      return { rgb: resizeRgb(rgba, size, target, middle(size, target), filter), inside: all }
    case 'pad': {
      const inside = contained(size, target)
      const rgb = resizeRgb(rgba, size, [inside.height, inside.width], undefined, filter)
      return { rgb: placed(rgb, inside, target), inside }
    }
    default:
      return assertNever(fitting)
  }
}

/** The largest part in the middle of a picture with the target's proportions. */
function middle([height, width]: Size, [targetHeight, targetWidth]: Size): Box {
  const ratio = targetWidth / targetHeight
  const part =
    width / height >= ratio ? { height, width: ratio * height } : { height: width / ratio, width }
  return { ...part, top: (height - part.height) / 2, left: (width - part.width) / 2 }
}

/** Where all of a picture stands in the target, as large as it fits. */
function contained([height, width]: Size, [targetHeight, targetWidth]: Size): Box {
  const wide = width / height > targetWidth / targetHeight
  const inner = wide
    ? { height: Math.max(1, round((height / width) * targetWidth)), width: targetWidth }
    : { height: targetHeight, width: Math.max(1, round((width / height) * targetHeight)) }
  return {
    ...inner,
    top: round((targetHeight - inner.height) / 2),
    left: round((targetWidth - inner.width) / 2),
  }
}

/** Halves go to the even number, as in Python. */
function round(value: number): number {
  const below = Math.floor(value)
  return value - below === 0.5 ? below + (below % 2) : Math.round(value)
}

function placed(rgb: Float64Array, inside: Box, [height, width]: Size): Float64Array {
  const result = new Float64Array(height * width * 3)
  for (let row = 0; row < inside.height; row++)
    result.set(
      rgb.subarray(3 * row * inside.width, 3 * (row + 1) * inside.width),
      3 * ((inside.top + row) * width + inside.left),
    )
  return result
}
