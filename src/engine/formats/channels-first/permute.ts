/** For each axis of a permuted array, the distance of its neighbours in the original. */
function stepsOf(shape: readonly number[], axes: readonly number[]): readonly number[] {
  const strides = shape.map((_, axis) => shape.slice(axis + 1).reduce((size, n) => size * n, 1))
  return axes.map((axis) => strides[axis] ?? 0)
}

/**
 * An array with its axes in another order: axis i of the result is axis `axes[i]` of `shape`.
 * @param values row-major, of `shape`
 */
export function permuted(
  values: Float32Array,
  shape: readonly number[],
  axes: readonly number[],
): Float32Array {
  const lengths = axes.map((axis) => shape[axis] ?? 0)
  const steps = stepsOf(shape, axes)
  const all = new Float32Array(values.length)
  let at = 0
  const visit = (axis: number, from: number): void => {
    const [length, step] = [lengths[axis] ?? 0, steps[axis] ?? 0]
    if (axis === lengths.length - 1)
      for (let i = 0; i < length; i += 1) all[at++] = values[from + i * step] ?? 0
    else for (let i = 0; i < length; i += 1) visit(axis + 1, from + i * step)
  }
  visit(0, 0)
  return all
}

/** The axes that undo a permutation. */
export const inverse = (axes: readonly number[]): readonly number[] =>
  axes.map((_, axis) => axes.indexOf(axis))
