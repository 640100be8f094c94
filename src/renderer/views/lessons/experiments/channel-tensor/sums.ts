import { inputOf, kernelsOf, type ChannelTensorState } from './state'

/** What one input channel adds to a hidden cell. */
export interface Share {
  readonly channel: number
  readonly products: readonly { readonly value: number; readonly weight: number }[]
  readonly sum: number
}

/** [H]ᵢⱼ_d taken apart by input channel; cells outside the picture count 0 and are left out. */
export function sharesOf(state: ChannelTensorState): readonly Share[] {
  const { radius, row, column, d } = state
  const [input, kernels] = [inputOf(state), kernelsOf(state)]
  return input.map((sheet, channel) => {
    const products = (kernels[d]?.[channel] ?? []).flatMap((line, a) =>
      line.flatMap((weight, b) => {
        const value = sheet[row + a - radius]?.[column + b - radius]
        return value === undefined ? [] : [{ value, weight }]
      }),
    )
    return {
      channel,
      products,
      sum: products.reduce((sum, { value, weight }) => sum + value * weight, 0),
    }
  })
}

/** How many numbers the tensor has, and the current cell. */
export function liveOf(state: ChannelTensorState): readonly string[] {
  const { radius, inputs, outputs, row, column, d } = state
  const extent = 2 * radius + 1
  const shares = sharesOf(state)
  const factor = (value: number): string => (value < 0 ? `(${value})` : String(value))
  return [
    `(2\\Delta+1)\\cdot(2\\Delta+1)\\cdot c\\cdot d=${extent}\\cdot${extent}\\cdot${inputs}\\cdot${outputs}=${extent * extent * inputs * outputs}`,
    `[\\mathsf H]_{${row},${column},${d}}=${shares.map(({ sum }) => factor(sum)).join('+')}=${shares.reduce((total, { sum }) => total + sum, 0)}`,
  ]
}
