import { z } from 'zod'

/** Fields of a request with their values, for the help. */
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
   * What is computed from a window: products with a kernel, products with the kernel rotated by
   * 180°, one value of a pooling; or only the shape.
   */
  readonly kind: 'correlation' | 'convolution' | 'pooling' | 'shape'
  /** Fields that a request may have. */
  readonly fields: readonly OperationField[]
}

const CONVOLVED = ['input', 'kernel', 'bias', 'padding', 'stride', 'dilation', 'groups'] as const

/** Every available operation of the chapter, in the order of the help. */
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
    // The shape of any other operation's request can be asked for, also with fields that don't
    // change it.
    fields: [...CONVOLVED, 'window', 'countIncludePad'],
  },
] as const satisfies readonly OperationInfo[]

type Known = (typeof OPERATIONS)[number]
export type OperationId = Known['id']
/** Operations that compute a picture from a picture. */
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
