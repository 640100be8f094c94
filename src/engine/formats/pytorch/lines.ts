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

/** Words of a text; what stands in two pairs of brackets is one word. */
function wordsOf(text: string): readonly string[] {
  const words: string[] = []
  let word = ''
  let depth = 0
  for (const letter of text) {
    if ('([{'.includes(letter)) depth += 1
    if (')]}'.includes(letter)) depth -= 1
    if (letter === ' ' && depth <= 1) {
      words.push(word)
      word = ''
    } else word += letter
  }
  return [...words, word]
}

/** Words in as few lines as hold them. */
export function filled(text: string, indent: string, width = WIDTH): readonly string[] {
  const lines: string[] = []
  for (const word of wordsOf(text)) {
    const last = lines.at(-1)
    if (last === undefined || last.length + word.length + 1 > width) lines.push(indent + word)
    else lines[lines.length - 1] = `${last} ${word}`
  }
  return lines
}

/** A line that is too long, broken inside its parentheses, or inside such put around its value. */
export function broken(code: string): readonly string[] {
  if (code.length <= WIDTH) return [code]
  const indent = /^ */.exec(code)?.[0] ?? ''
  const called = /^(?<head>[^(]*\()(?<body>.*)(?<tail>\),?)$/.exec(code)?.groups
  const summed = /^(?<head>.*? = )(?<body>.*)$/.exec(code)?.groups
  const { head, body, tail } = called ?? {
    ...summed,
    head: `${summed?.['head'] ?? ''}(`,
    tail: ')',
  }
  return [head ?? '', ...filled(body ?? '', `${indent}    `), `${indent}${tail ?? ''}`]
}

/** Code with a comment behind its first line, or before it where both are too long for one. */
export function commented(code: string, comment: string | undefined): readonly string[] {
  const [first = '', ...others] = broken(code)
  if (comment === undefined) return [first, ...others]
  const line = `${first}  # ${comment}`
  if (line.length <= WIDTH) return [line, ...others]
  const indent = /^ */.exec(code)?.[0] ?? ''
  return [`${indent}# ${comment}`, first, ...others]
}
