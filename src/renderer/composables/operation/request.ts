import type { TensorData } from '@shared/contract/common'
import { outputSize, type Pair, type Window } from '@shared/math/geometry'
import type { PictureOperationId } from '@shared/operations'

/** The chapter's layer is what its cross-correlation is, with channels. */
export type LessonOperation = Exclude<PictureOperationId, 'conv2d'>

/** An operation with everything that it needs; a kernel for the convolutions, none for pooling. */
export interface Operands {
  readonly operation: LessonOperation
  /** [channels, height, width]. */
  readonly input: TensorData
  /** [out, in / groups, height, width]; the window's size of a pooling is in `window`. */
  readonly kernel: TensorData | undefined
  readonly bias: readonly number[]
  readonly window: Window
  readonly groups: number
  readonly countIncludePad: boolean
}

export const spatial = ({ shape }: TensorData): Pair => [shape.at(-2) ?? 1, shape.at(-1) ?? 1]
export const channelsOf = ({ shape }: TensorData): number => shape.at(-3) ?? 1

/** One sheet of a volume, not copied. */
export function sheetOf({ shape, data }: TensorData, index: number): Float32Array {
  const cells = (shape.at(-2) ?? 1) * (shape.at(-1) ?? 1)
  return data.subarray(index * cells, (index + 1) * cells)
}

/**
 * [channels, height, width] of the output.
 * @throws AppError `invalid-argument` where the window does not fit.
 */
export function outputShapeOf({
  input,
  kernel,
  window,
}: Operands): readonly [number, number, number] {
  const [height, width] = outputSize(spatial(input), window)
  return [kernel ? (kernel.shape[0] ?? 1) : channelsOf(input), height, width]
}

/** Rows `from` … `to` of a sheet as nested lists, for the reference operations. */
export function rowsOf(sheet: Float32Array, width: number, from: number, to: number): number[][] {
  return Array.from({ length: to - from }, (_, row) =>
    Array.from(sheet.subarray((from + row) * width, (from + row + 1) * width)),
  )
}
