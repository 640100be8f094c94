import { z } from 'zod'

/** Fields that a request may have, each with what it takes, for the help. */
export const OPERATION_FIELDS = {
  input: '[h][w] or [channels][h][w]',
  kernel: '[h][w], [in][h][w] or [out][in][h][w]',
  bias: 'a number, or one an output channel',
  window: 'a number or [h, w]',
  padding: 'a number, [v, h], [[top, bottom], [left, right]], "valid" or "same"',
  stride: 'a number or [vertical, horizontal]',
  dilation: 'a number or [vertical, horizontal]',
  groups: 'a number',
  countIncludePad: 'true or false: whether padding counts in the divisor',
} as const satisfies Readonly<Record<string, string>>
export type OperationField = keyof typeof OPERATION_FIELDS

interface OperationInfo {
  readonly id: string
  /** One line for the help. */
  readonly summary: string
  /**
   * What becomes of a window: products with a kernel, with the kernel turned by half a turn, one
   * value of a pooling; or nothing but its shape.
   */
  readonly kind: 'correlation' | 'convolution' | 'pooling' | 'shape'
  /** Fields that a request may have. */
  readonly fields: readonly OperationField[]
}

const CONVOLVED = ['input', 'kernel', 'bias', 'padding', 'stride', 'dilation', 'groups'] as const

/** Every operation of the chapter that can be asked for, in the help's order. */
export const OPERATIONS = [
  {
    id: 'cross-correlation',
    summary: 'slide the kernel over the input and sum the products (6.2.1)',
    kind: 'correlation',
    fields: CONVOLVED,
  },
  {
    id: 'convolution',
    summary: 'the same with the kernel flipped in both directions (6.1)',
    kind: 'convolution',
    fields: CONVOLVED,
  },
  {
    id: 'conv2d',
    summary: 'a convolutional layer with channels and bias (6.2.2, 6.2.3)',
    kind: 'correlation',
    fields: CONVOLVED,
  },
  {
    id: 'max-pool',
    summary: 'the largest value in each window (6.2.4)',
    kind: 'pooling',
    fields: ['input', 'window', 'padding', 'stride', 'dilation'],
  },
  {
    id: 'avg-pool',
    summary: 'the mean of each window (6.2.4)',
    kind: 'pooling',
    fields: ['input', 'window', 'padding', 'stride', 'countIncludePad'],
  },
  {
    id: 'output-shape',
    summary: 'the size of the output, without computing it (6.2.2)',
    kind: 'shape',
    // Any other operation's request can be asked for its shape, also with what changes none.
    fields: [...CONVOLVED, 'window', 'countIncludePad'],
  },
] as const satisfies readonly OperationInfo[]

type Known = (typeof OPERATIONS)[number]
export type OperationId = Known['id']
/** Operations that make a picture of a picture. */
export type PictureOperationId = Exclude<Known, { kind: 'shape' }>['id']

const infoOf = (id: OperationId): OperationInfo =>
  OPERATIONS.find((each) => each.id === id) ?? OPERATIONS[0]

export const fieldsOf = (id: OperationId): readonly OperationField[] => infoOf(id).fields
export const kindOf = (id: OperationId): OperationInfo['kind'] => infoOf(id).kind
export const isPooling = (id: OperationId): boolean => kindOf(id) === 'pooling'

export const OPERATION_IDS: readonly OperationId[] = OPERATIONS.map(({ id }) => id)
const makesPicture = (id: OperationId): id is PictureOperationId => kindOf(id) !== 'shape'
export const PICTURE_OPERATION_IDS = OPERATION_IDS.filter(makesPicture)
export const pictureOperationSchema = z.enum(PICTURE_OPERATION_IDS)
