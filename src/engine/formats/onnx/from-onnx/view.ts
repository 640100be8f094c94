import { elements, type Shape } from '@shared/layers/definition'

/** A run of `size` places on an axis of our layer's output, `step` apart. */
export interface Run {
  readonly axis: number
  readonly size: number
  readonly step: number
}

/**
 * An axis of a tensor in the file as the runs of our axes that it consists of, the slowest first;
 * without runs it has the length 1. Reshapes and transpositions only change this list: no layer is
 * needed until an operator wants the values in another order than ours.
 */
export type Axis = readonly Run[]

/** A value that stands for `size` places of the file: a step of 0. */
export const repeatOf = (size: number): Run => ({ axis: -1, size, step: 0 })

export const isRepeat = ({ step }: Run): boolean => step === 0

/** The axes of a tensor in the file behind that of the batch. */
export type View = readonly Axis[]

const whole = (shape: Shape, axis: number): Axis => {
  const size = shape[axis] ?? 1
  return size === 1 ? [] : [{ axis, size, step: 1 }]
}

/** A map as [channels, height, width], a vector as it is. */
export const channelsFirst = (shape: Shape): View =>
  shape.length === 3 ? [2, 0, 1].map((axis) => whole(shape, axis)) : [whole(shape, 0)]

/** A map as [height, width, channels]. */
export const channelsLast = (shape: Shape): View => shape.map((_, axis) => whole(shape, axis))

export const lengthOf = (axis: Axis): number => elements(axis.map(({ size }) => size))

export const isWhole = (axis: Axis | undefined, shape: Shape, of: number): boolean =>
  axis !== undefined && JSON.stringify(axis) === JSON.stringify(whole(shape, of))

/** For each place along an axis of the file, the place among our values of that axis. */
export function placesOf(axis: Axis): readonly number[] {
  let places: readonly number[] = [0]
  for (const { size, step } of axis)
    places = places.flatMap((from) => Array.from({ length: size }, (_, i) => from + i * step))
  return places
}

/** Neighbouring runs that are one. */
const merged = (axis: Axis): Axis =>
  axis.reduce<Run[]>((runs, run) => {
    const before = runs.at(-1)
    if (before?.axis !== run.axis || before.step !== run.step * run.size) return [...runs, run]
    return [...runs.slice(0, -1), { ...run, size: before.size * run.size }]
  }, [])

/** The same values with axes of other lengths; undefined where a run would have to break unevenly. */
export function reshaped(view: View, lengths: readonly number[]): View | undefined {
  const runs: Run[] = view.flat()
  const axes: Axis[] = []
  for (const length of lengths) {
    const axis: Run[] = []
    let missing = length
    while (missing > 1) {
      const run = runs.shift()
      if (!run) return undefined
      if (missing % run.size === 0) {
        axis.push(run)
        missing /= run.size
      } else {
        if (run.size % missing !== 0) return undefined
        const rest = run.size / missing
        axis.push({ ...run, size: missing, step: run.step * rest })
        runs.unshift({ ...run, size: rest })
        missing = 1
      }
    }
    axes.push(merged(axis))
  }
  return runs.length === 0 ? axes : undefined
}
