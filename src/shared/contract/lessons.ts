import { z } from 'zod'
import { count, paddingSchema, sizeSchema } from '../layers/definition'
import { pictureOperationSchema } from '../operations'
import { float32, tensorSchema } from './common'

/**
 * An operation of the chapter on the window's numbers: the request of `convscope op`, with each
 * grid as one array.
 */
export const operationRequestSchema = z.strictObject({
  operation: pictureOperationSchema,
  /** [h, w] or [channels, h, w]. */
  input: tensorSchema,
  /** [h, w], [in, h, w] or [out, in, h, w]. */
  kernel: tensorSchema.optional(),
  /** One number an output channel. */
  bias: float32.optional(),
  window: sizeSchema.optional(),
  padding: paddingSchema.optional(),
  stride: sizeSchema.optional(),
  dilation: sizeSchema.optional(),
  groups: count.min(1).optional(),
  countIncludePad: z.boolean().optional(),
})
export type OperationRequest = z.infer<typeof operationRequestSchema>

/** The longest side of a picture in a lesson. */
export const LESSON_PICTURE_SIDE = 1024
const side = z.number().int().min(1).max(LESSON_PICTURE_SIDE)

/** The lessons' calls to the engine. */
export const lessonCalls = {
  /**
   * Output [h', w'], or [channels, h', w'] where the kernel names output channels or a pooled input
   * has channels.
   */
  'operations.run': { input: operationRequestSchema, output: tensorSchema },
  /** An opened picture as numbers 0…1, [channels, height, width], fitted to the size. */
  'operations.picture': {
    input: z.strictObject({
      picture: z.string(),
      height: side,
      width: side,
      channels: z.union([z.literal(1), z.literal(3)]),
    }),
    output: tensorSchema,
  },
} as const satisfies Record<string, { input: z.ZodType; output: z.ZodType }>
