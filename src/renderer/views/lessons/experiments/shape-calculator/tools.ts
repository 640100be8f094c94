import {
  outputLength,
  resolvePadding,
  type ExplicitPadding,
  type Pair,
} from '@shared/math/geometry'
import type { ShapeState } from './state'

/** What a tool makes of a padding setting. */
export interface ToolPadding {
  readonly tool: 'PyTorch' | 'TensorFlow'
  /** As it is written there. */
  readonly setting: string
  /** `undefined` where the tool refuses it. */
  readonly padding: ExplicitPadding | undefined
  readonly output: Pair | undefined
}

const sizeWith = (
  { input, kernel, stride, dilation }: ShapeState,
  padding: ExplicitPadding,
): Pair => [
  outputLength(input[0], kernel[0], padding[0], stride[0], dilation[0]),
  outputLength(input[1], kernel[1], padding[1], stride[1], dilation[1]),
]

/**
 * The same layer in both tools: PyTorch's numbers are rows on *each* side (so p of the chapter is
 * twice that), its "same" needs stride 1; TensorFlow knows no numbers, its "same" depends on the
 * stride.
 */
export function toolPaddings(state: ShapeState, padding: ExplicitPadding): readonly ToolPadding[] {
  const { input, kernel, stride, dilation } = state
  const row = (
    tool: ToolPadding['tool'],
    setting: string,
    sides: ExplicitPadding | undefined,
  ): ToolPadding => ({ tool, setting, padding: sides, output: sides && sizeWith(state, sides) })
  const even = padding.every(([before, after]) => before === after)
  const numbers = `padding=(${padding[0][0]}, ${padding[1][0]})`
  const unit = stride[0] === 1 && stride[1] === 1
  return [
    row(
      'PyTorch',
      even ? numbers : `F.pad(x, (${padding[1].join(', ')}, ${padding[0].join(', ')}))`,
      padding,
    ),
    row('PyTorch', "padding='valid'", [
      [0, 0],
      [0, 0],
    ]),
    row(
      'PyTorch',
      "padding='same'",
      unit ? resolvePadding('same', input, kernel, [1, 1], dilation) : undefined,
    ),
    row('TensorFlow', "padding='valid'", resolvePadding('valid', input, kernel, stride, dilation)),
    row('TensorFlow', "padding='same'", resolvePadding('same', input, kernel, stride, dilation)),
  ]
}

export const sidesText = (padding: ExplicitPadding): string =>
  padding.map((sides) => sides.join(' + ')).join(' × ')
