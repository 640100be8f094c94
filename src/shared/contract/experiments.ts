import { z } from 'zod'
import { phrase } from '../errors'
import { ownWords } from '../schema-fault'
import { tensorSchema } from './common'
import { modelRefSchema } from './models'

const side = z.number().int().min(1).max(64)
const number = z.number().min(-1e6).max(1e6)
const rectangular = (rows: readonly (readonly number[])[]): boolean =>
  rows.every((row) => row.length === rows[0]?.length)

/** Numbers in rows, [height][width]; small enough to be typed by hand. */
export const gridSchema = z
  .array(z.array(number).min(1).max(64).readonly())
  .min(1)
  .max(64)
  .readonly()
  .refine(rectangular, ownWords(phrase`must have rows of one length`))
const seed = z.number().int().min(0).max(0xffffffff)
/** [down, right], in cells. */
const shiftSchema = z
  .tuple([z.number().int().min(-64).max(64), z.number().int().min(-64).max(64)])
  .readonly()

export const learnKernelSchema = z.strictObject({
  input: gridSchema,
  /** Makes the target output, by cross-correlation. */
  teacher: gridSchema,
  /**
   * The first kernel, or a seed for one as PyTorch's `nn.Conv2d` draws it: uniform within
   * ±1/√(cells).
   */
  start: z.union([gridSchema, z.strictObject({ seed })]),
  learningRate: z.number().min(0).max(10),
  iterations: z.number().int().min(1).max(1000),
  /** Learn through the convolution of mathematics, which flips the kernel. */
  flip: z.boolean(),
})
export type LearnKernel = z.infer<typeof learnKernelSchema>

export const kernelPathSchema = z.strictObject({
  /** Y: the teacher's output for the input. */
  target: z.array(z.array(z.number())),
  /** Before each update; as many as were finite. */
  losses: z.array(z.number()),
  /** The first kernel and the one after each update. */
  kernels: z.array(z.array(z.array(z.number()))),
  /** Whether the numbers left the range of float32 before all iterations were done. */
  diverged: z.boolean(),
})
export type LearntKernel = z.infer<typeof kernelPathSchema>

export const threeLayersSchema = z.strictObject({
  /** n × n. */
  input: gridSchema,
  /** Δ of the local layer. */
  radius: side.or(z.literal(0)),
  seed,
})
const layerOutputSchema = z.strictObject({
  output: z.array(z.array(z.number())),
  /**
   * Largest absolute difference between the convolution and the same weights as a matrix times the
   * picture.
   */
  difference: z.number(),
})
export const threeLayersResultSchema = z.strictObject({
  /** [n², n²]: row = hidden cell, column = input cell. */
  dense: z.strictObject({ weights: tensorSchema, output: z.array(z.array(z.number())) }),
  /** V of [2n − 1, 2n − 1]: offsets from −(n − 1) to n − 1. */
  kernel: z.array(z.array(z.number())),
  invariant: layerOutputSchema,
  /** The middle of V, up to the radius. */
  local: layerOutputSchema,
})
export type ThreeLayers = z.infer<typeof threeLayersResultSchema>

export const shiftLayersSchema = z.strictObject({
  input: gridSchema,
  kernel: gridSchema,
  /**
   * `zero` and `wrap` pad so that stride 1 keeps the size; `wrap` continues the picture with its
   * other side.
   */
  padding: z.enum(['none', 'zero', 'wrap']),
  stride: z.number().int().min(1).max(8),
  pool: z
    .strictObject({
      kind: z.enum(['max', 'avg']),
      window: z.number().int().min(1).max(8),
      stride: z.number().int().min(1).max(8),
    })
    .nullable(),
  /** What enters the picture where it has moved away: zeros, or what left on the other side. */
  edge: z.enum(['zero', 'wrap']),
  shifts: z.array(shiftSchema).min(1).max(64),
})
export type ShiftLayers = z.infer<typeof shiftLayersSchema>
export const shiftedOutputsSchema = z.strictObject({
  /** [shifts, height, width]. */
  convolution: tensorSchema,
  /** The same after pooling; `null` without. */
  pooled: tensorSchema.nullable(),
})
export type ShiftedOutputs = z.infer<typeof shiftedOutputsSchema>

export const shiftResponseSchema = z.strictObject({
  model: modelRefSchema,
  /** Id of an open picture. */
  picture: z.string(),
  invert: z.boolean(),
  shifts: z.array(shiftSchema).min(1).max(256),
})
export const responseSchema = z.strictObject({
  classes: z.array(z.string()),
  /** [shifts, classes]. */
  probabilities: tensorSchema,
  /** The unshifted input: [height, width, channels], 0…1. */
  input: tensorSchema,
})
export type ShiftResponse = z.infer<typeof responseSchema>

export const pixelwiseSchema = z.strictObject({
  channels: z.number().int().min(1).max(16),
  outputs: z.number().int().min(1).max(16),
  height: z.number().int().min(1).max(32),
  width: z.number().int().min(1).max(32),
  seed,
})
const sheets = z.array(z.array(z.array(z.number())))
export const pixelwiseResultSchema = z.strictObject({
  /** X, normal(0, 1): [channels][height][width]. */
  input: sheets,
  /** K, normal(0, 1): [outputs][channels]. */
  kernel: z.array(z.array(z.number())),
  /** By a 1×1 convolution: [outputs][height][width]. */
  convolution: sheets,
  /** By a matrix product over the channels at every pixel. */
  dense: sheets,
  /** Σ |difference|, which the chapter asserts to be below 1e-6. */
  sum: z.number(),
  /** Largest |difference|. */
  largest: z.number(),
})
export type Pixelwise = z.infer<typeof pixelwiseResultSchema>

/** The calls of the lessons of chapter 6, besides single operations. */
export const experimentCalls = {
  /** 6.2.1: gradient descent on a kernel, every step of it. */
  'experiments.learnKernel': { input: learnKernelSchema, output: kernelPathSchema },
  /** 6.1: the same picture through a dense, a translation-invariant and a local layer. */
  'experiments.threeLayers': { input: threeLayersSchema, output: threeLayersResultSchema },
  /** 6.1.1 and 6.2.4: a layer's output for every shift of its input, in one batch. */
  'experiments.shiftLayers': { input: shiftLayersSchema, output: shiftedOutputsSchema },
  /** 6.1.1: a classifier's probabilities for every shift of a picture, in one batch. */
  'experiments.shiftResponse': { input: shiftResponseSchema, output: responseSchema },
  /** 6.2.3.3: a 1×1 convolution and a dense layer at each pixel. */
  'experiments.pixelwise': { input: pixelwiseSchema, output: pixelwiseResultSchema },
} as const satisfies Record<string, { input: z.ZodType; output: z.ZodType }>
