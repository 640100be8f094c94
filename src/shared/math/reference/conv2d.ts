import { outputSize, type Window } from '../geometry'
import { gridOf, member, sizeOf, valueAt, type Kernels, type Sheets } from './grid'

/**
 * A convolutional layer: every output channel sums the cross-correlations of the input channels of
 * its group with its own kernels, and adds its bias (chapter 6.2.2 for padding and stride, 6.2.3
 * for channels). Y[o, i, j] = bias[o] + Σ_c Σ_a Σ_b X[c, i·s − p + a·α, j·s − p + b·α] · K[o, c, a,
 * b]; outside of X is 0.
 * @param input [channels][h][w]
 * @param kernels [out][channels / groups][k][l]
 * @param bias one number for each output channel, or nothing
 * @param window its kernel is [k, l]
 * @returns [out][h'][w']
 * @throws AppError `invalid-argument` where the window does not fit, or channels are missing.
 */
export function conv2d(
  input: Sheets,
  kernels: Kernels,
  bias: readonly number[] | undefined,
  window: Window,
  groups = 1,
): Sheets {
  const { kernel, stride, dilation, padding } = window
  const size = outputSize(sizeOf(member(input, 0, 'input channel')), window)
  const inputsPerGroup = input.length / groups
  const outputsPerGroup = kernels.length / groups

  return kernels.map((sheets, output) => {
    const firstChannel = Math.floor(output / outputsPerGroup) * inputsPerGroup
    return gridOf(size, (i, j) => {
      let sum = bias?.[output] ?? 0
      for (let channel = 0; channel < inputsPerGroup; channel++) {
        const x = member(input, firstChannel + channel, 'input channel')
        const k = member(sheets, channel, 'kernel channel')
        for (let a = 0; a < kernel[0]; a++) {
          for (let b = 0; b < kernel[1]; b++) {
            const row = i * stride[0] - padding[0][0] + a * dilation[0]
            const column = j * stride[1] - padding[1][0] + b * dilation[1]
            sum += valueAt(x, row, column) * valueAt(k, a, b)
          }
        }
      }
      return sum
    })
  })
}
