import { spatial } from '@renderer/composables/operation/request'
import { isPooling } from '@shared/operations'
import { outputChannelsOf, outputSizeOf } from './focus'
import { windowOf, type SlidingState } from './state'
import { termsOf } from './terms'

/** Products of a formula, and of one of its lines; more are cut short. */
const SHOWN = 12
const LINE = 4

const tex = (value: number): string =>
  value === -Infinity ? '-\\infty' : String(Number(value.toPrecision(6)))
const factor = (value: number): string => (value < 0 ? `(${tex(value)})` : tex(value))

/** Members joined by a sign, so many a line: the column of text is narrow. */
function lined(left: string, members: readonly string[], sign: string, right: string): string {
  if (members.length <= LINE) return `${left} = ${members.join(sign)}${right}`
  const lines = Array.from({ length: Math.ceil(members.length / LINE) }, (_, line) =>
    members.slice(line * LINE, (line + 1) * LINE).join(sign),
  )
  return `\\begin{aligned}${left} &= ${lines.join(` \\\\ &\\quad {}${sign}`)}${right}\\end{aligned}`
}

/** The output cell that a formula is about: the one that is held, or the first. */
function cellOf(state: SlidingState): {
  readonly sheet: number
  readonly row: number
  readonly column: number
} {
  const { pin } = state
  const [height, width] = outputSizeOf(state)
  const held =
    pin?.grid === 'output' &&
    pin.sheet < outputChannelsOf(state) &&
    pin.row >= 0 &&
    pin.row < height &&
    pin.column >= 0 &&
    pin.column < width
  return held ? pin : { sheet: 0, row: 0, column: 0 }
}

/** One output cell with today's numbers put in; nothing where the window does not fit. */
export function liveCell(state: SlidingState): readonly string[] {
  const [height, width] = outputSizeOf(state)
  if (height < 1 || width < 1) return []
  const cell = cellOf(state)
  const terms = termsOf(state, cell.sheet, cell.row, cell.column)
  const place =
    outputChannelsOf(state) > 1
      ? `${cell.sheet},${cell.row},${cell.column}`
      : `${cell.row},${cell.column}`
  const all = terms.channels.flatMap((channel) => channel.terms)
  const cut = all.length > SHOWN
  const shown = all.slice(0, SHOWN)
  const result = tex(terms.result)
  if (state.operation === 'max-pool')
    return [
      `Y_{${place}} = \\max(${shown.map(({ value }) => tex(value)).join(', ')}${cut ? ', \\dots' : ''}) = ${result}`,
    ]
  if (state.operation === 'avg-pool')
    return [
      `Y_{${place}} = \\frac{${shown.map(({ value }) => factor(value)).join('+')}${cut ? '+\\cdots' : ''}}{${terms.divisor}} = ${result}`,
    ]
  const products = shown.map(({ value, weight = 1 }) => `${factor(value)}\\cdot${factor(weight)}`)
  const bias = terms.bias === 0 ? '' : ` + ${factor(terms.bias)}`
  return [lined(`Y_{${place}}`, products, '+', `${cut ? '+\\cdots' : ''}${bias} = ${result}`)]
}

/**
 * The output's height and width by ⌊(n − k + p + s) / s⌋, with k the extent of the dilated kernel.
 */
export function liveShape(state: SlidingState): readonly string[] {
  const { kernel, stride, dilation, padding } = windowOf(state)
  const size = spatial(state.input)
  const output = outputSizeOf(state)
  const spread = ([0, 1] as const)
    .filter((axis) => dilation[axis] > 1)
    .map(
      (axis) =>
        `k'_${axis === 0 ? 'h' : 'w'} = ${dilation[axis]}\\cdot(${kernel[axis]}-1)+1 = ${dilation[axis] * (kernel[axis] - 1) + 1}`,
    )
  const lengths = ([0, 1] as const).map((axis) => {
    const extent = dilation[axis] * (kernel[axis] - 1) + 1
    const p = padding[axis][0] + padding[axis][1]
    const name = axis === 0 ? 'h' : 'w'
    return `\\left\\lfloor\\frac{n_${name}-k_${name}+p_${name}+s_${name}}{s_${name}}\\right\\rfloor = \\left\\lfloor\\frac{${size[axis]}-${extent}+${p}+${stride[axis]}}{${stride[axis]}}\\right\\rfloor = ${output[axis]}`
  })
  return [...spread, ...lengths]
}

/** The cell and the shape. */
export const liveBoth = (state: SlidingState): readonly string[] => [
  ...liveCell(state),
  ...liveShape(state),
]

/** How many numbers are learnt: weights and biases. */
export function liveParameters(state: SlidingState): readonly string[] {
  if (isPooling(state.operation)) return []
  const [outputs = 1, inputs = 1, height = 1, width = 1] = state.kernel.shape
  return [
    `c_o \\cdot \\frac{c_i}{g} \\cdot k_h \\cdot k_w + c_o = ${outputs}\\cdot${inputs}\\cdot${height}\\cdot${width} + ${outputs} = ${outputs * inputs * height * width + outputs}`,
  ]
}
