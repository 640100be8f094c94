import type { Shape } from '@shared/layers/definition'
import type { ResolvedLayer } from '@shared/model/resolve'

/** No line of code is longer. */
const WIDTH = 100

/** [height, width, channels] as the module has it, with N examples. */
export const shapeText = ([height = 0, width, channels]: Shape): string =>
  width === undefined || channels === undefined
    ? `[N, ${height}]`
    : `[N, ${channels}, ${height}, ${width}]`

/** What stands behind a layer: the shape of its output where that differs from its input's. */
export const changedShape = ({
  inputShapes: [input = []],
  outputShape,
}: Pick<ResolvedLayer, 'inputShapes' | 'outputShape'>): string | undefined =>
  input.join() === outputShape.join() ? undefined : shapeText(outputShape)

/** A line of code with a comment behind it, or before it where both are too long for one line. */
export function commented(code: string, comment: string | undefined): string {
  if (comment === undefined) return code
  const line = `${code}  # ${comment}`
  if (line.length <= WIDTH) return line
  const indent = /^ */.exec(code)?.[0] ?? ''
  return `${indent}# ${comment}\n${code}`
}
