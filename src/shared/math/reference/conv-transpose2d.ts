import { enlargedLength, type Pair, type Window } from '../geometry'
import { gridOf, member, sizeOf, valueAt, type Kernels, type Sheets } from './grid'

/**
 * A transposed convolution: every cell of the input adds its kernel, times its value, to the cells
 * of the output that a convolution with this window would read for it. Y[o, i·s − p + a·α, j·s − p +
 * b·α] += X[c, i, j] · K[o, c, a, b] for the input channels c of the group of o, from the bias on;
 * what falls outside of Y is dropped. Source: PyTorch's documentation of ConvTranspose2d; Dumoulin
 * and Visin, "A guide to convolution arithmetic for deep learning", 2016, chapter 4.
 * @param input [channels][h][w]
 * @param kernels [out][channels / groups][k][l]
 * @param bias one number an output channel, or nothing
 * @param outputPadding rows and columns that the output has more at its end
 * @returns [out][h'][w']
 */
export function convTranspose2d(
  input: Sheets,
  kernels: Kernels,
  bias: readonly number[] | undefined,
  window: Window,
  outputPadding: Pair = [0, 0],
  groups = 1,
): Sheets {
  const { kernel, stride, dilation, padding } = window
  const [height, width] = sizeOf(member(input, 0, 'input channel'))
  const length = (i: 0 | 1, cells: number): number =>
    enlargedLength(cells, kernel[i], padding[i], stride[i], dilation[i]) + outputPadding[i]
  const size: Pair = [length(0, height), length(1, width)]
  const inputsPerGroup = input.length / groups
  const outputsPerGroup = kernels.length / groups

  return kernels.map((sheets, output) => {
    const sums = gridOf(size, () => bias?.[output] ?? 0).map((row) => [...row])
    const firstChannel = Math.floor(output / outputsPerGroup) * inputsPerGroup
    for (let channel = 0; channel < inputsPerGroup; channel++) {
      const x = member(input, firstChannel + channel, 'input channel')
      const k = member(sheets, channel, 'kernel channel')
      for (let i = 0; i < height; i++) {
        for (let j = 0; j < width; j++) {
          for (let a = 0; a < kernel[0]; a++) {
            for (let b = 0; b < kernel[1]; b++) {
              const row = sums[i * stride[0] - padding[0][0] + a * dilation[0]]
              const column = j * stride[1] - padding[1][0] + b * dilation[1]
              const sum = row?.[column]
              if (row && sum !== undefined) row[column] = sum + valueAt(x, i, j) * valueAt(k, a, b)
            }
          }
        }
      }
    }
    return sums
  })
}
