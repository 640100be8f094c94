import { AppError, phrase } from '@shared/errors'

/** More patches than this are not tried. */
export const MOST_PATCHES = 4096

const gridOf = ([height = 1, width = 1]: readonly number[], patch: number) =>
  [Math.ceil(height / patch), Math.ceil(width / patch)] as const

/** The smallest patch with which the picture has at most `most` patches. */
export const patchFor = (inputShape: readonly number[], most: number): number => {
  const count = (patch: number): number => gridOf(inputShape, patch).reduce((a, b) => a * b)
  let patch = 1
  while (count(patch) > most) patch += 1
  return patch
}

/**
 * How many square patches cover a picture.
 * @throws AppError `too-large` where there would be more than `MOST_PATCHES`
 */
export function countPatches(inputShape: readonly number[], patch: number): number {
  const [rows, columns] = gridOf(inputShape, patch)
  const count = rows * columns
  if (count > MOST_PATCHES) {
    throw new AppError(
      'too-large',
      phrase`There would be ${count} patches of ${patch}×${patch}; at most ${MOST_PATCHES} are tried. Make the patches ${patchFor(inputShape, MOST_PATCHES)} pixels wide or more.`,
      { patch, count },
    )
  }
  return count
}

/** The cells of the picture (row · width + column) in patch `n`, counted row by row. */
export function cellsOfPatch(inputShape: readonly number[], patch: number, n: number): number[] {
  const [height = 0, width = 0] = inputShape
  const [, columns] = gridOf(inputShape, patch)
  const [top, left] = [Math.floor(n / columns) * patch, (n % columns) * patch]
  const across = Array.from({ length: Math.min(patch, width - left) }, (_, i) => left + i)
  return Array.from({ length: Math.min(patch, height - top) }, (_, i) => top + i).flatMap((row) =>
    across.map((column) => row * width + column),
  )
}
