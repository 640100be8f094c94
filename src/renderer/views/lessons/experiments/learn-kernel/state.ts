import { z } from 'zod'
import { gridSchema } from '@shared/contract/experiments'
import { fillPattern, seededRandom } from '../parts/patterns'

/** Everything that the experiment shows of gradient descent on a kernel. */
export const learnKernelStateSchema = z.strictObject({
  input: gridSchema,
  /** The kernel that is to be found. */
  teacher: gridSchema,
  /** The first kernel: zeros, numbers that were typed, or drawn from a seed as PyTorch does. */
  start: z.union([gridSchema, z.strictObject({ seed: z.number().int().min(0).max(0xffffffff) })]),
  learningRate: z.number().min(0).max(10),
  iterations: z.number().int().min(1).max(1000),
  /** Learn through the convolution that flips the kernel. */
  flip: z.boolean(),
  /** Updates made so far, as far as they are shown. */
  step: z.number().int().min(0).max(1000),
})
export type LearnKernelState = z.infer<typeof learnKernelStateSchema>
type Grid = LearnKernelState['input']

/** Kernels that can be looked for; the first is the chapter's. */
export const TEACHERS = {
  edge: [[1, -1]],
  vertical: [[1], [-1]],
  mean: [
    [0.25, 0.25],
    [0.25, 0.25],
  ],
  sobel: [
    [1, 0, -1],
    [2, 0, -2],
    [1, 0, -1],
  ],
  laplacian: [
    [0, 1, 0],
    [1, -4, 1],
    [0, 1, 0],
  ],
  gaussian: [
    [1, 2, 1],
    [2, 4, 2],
    [1, 2, 1],
  ].map((row) => row.map((value) => value / 16)),
} as const satisfies Record<string, Grid>
export type Teacher = keyof typeof TEACHERS
export const TEACHER_IDS = Object.keys(TEACHERS) as readonly Teacher[]

export const teacherOf = (grid: Grid): Teacher | undefined =>
  TEACHER_IDS.find((id) => JSON.stringify(TEACHERS[id]) === JSON.stringify(grid))

export const IMAGES = ['edges', 'checker', 'noise'] as const
export type ImageId = (typeof IMAGES)[number]

const rows = (data: Float32Array, width: number): number[][] =>
  Array.from({ length: data.length / width }, (_, i) =>
    Array.from(data.subarray(i * width, (i + 1) * width)),
  )

/**
 * The chapter's 6×8 picture of bright, dark, bright; a checkerboard; noise around zero, in which
 * every kernel can be told.
 */
export function imageOf(id: ImageId): number[][] {
  if (id === 'edges') return rows(fillPattern('edge', [6, 8]).data, 8)
  if (id === 'checker') return rows(fillPattern('checker', [6, 8]).data, 8)
  const random = seededRandom(6)
  return Array.from({ length: 8 }, () =>
    Array.from({ length: 8 }, () => Math.round(200 * (random() - 0.5)) / 100),
  )
}
export const imageIdOf = (grid: Grid): ImageId | undefined =>
  IMAGES.find((id) => JSON.stringify(imageOf(id)) === JSON.stringify(grid))

/** Zeros in the size of a kernel. */
export const zeros = (grid: Grid): number[][] => grid.map((row) => row.map(() => 0))

/**
 * The chapter's: lr 0.03, ten iterations. The first kernel is zeros, so that everybody gets the
 * same numbers.
 */
export const chapterState: LearnKernelState = {
  input: imageOf('edges'),
  teacher: TEACHERS.edge,
  start: [[0, 0]],
  learningRate: 0.03,
  iterations: 10,
  flip: false,
  step: 10,
}
