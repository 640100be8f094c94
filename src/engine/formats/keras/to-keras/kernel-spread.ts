import type { Pair } from '@shared/math/geometry'
import type { StoredOrder } from '../../stored-weight'

/** A kernel [height, width, inputs of a group, outputs] in a larger one of Keras. */
export interface KernelSpread {
  readonly kernel: Pair
  readonly dilation: Pair
  /** Height and width of the larger one; what the kernel does not reach is 0. */
  readonly size: Pair
  readonly inputs: number
  readonly outputs: number
  readonly groups: number
}

/** Calls `visit` with the two places of each weight. */
function eachWeight(
  { kernel, dilation, size, inputs, outputs, groups }: KernelSpread,
  visit: (own: number, spread: number) => void,
): void {
  const [inGroup, outGroup] = [inputs / groups, outputs / groups]
  for (let a = 0; a < kernel[0]; a += 1) {
    for (let b = 0; b < kernel[1]; b += 1) {
      const [own, cell] = [a * kernel[1] + b, a * dilation[0] * size[1] + b * dilation[1]]
      for (let c = 0; c < inGroup; c += 1) {
        for (let o = 0; o < outputs; o += 1) {
          const input = Math.floor(o / outGroup) * inGroup + c
          visit((own * inGroup + c) * outputs + o, (cell * outputs + o) * inputs + input)
        }
      }
    }
  }
}

/**
 * The kernel of a transposed convolution as Keras has it, [height, width, outputs, inputs], with
 * zeros between the cells for a dilation, behind them, and between groups.
 */
export const spreadKernel = (spread: KernelSpread): Required<StoredOrder> => {
  const { kernel, size, inputs, outputs, groups } = spread
  return {
    shape: [...size, outputs, inputs],
    pack(values) {
      const all = new Float32Array(size[0] * size[1] * outputs * inputs)
      eachWeight(spread, (from, to) => {
        all[to] = values[from] ?? 0
      })
      return all
    },
    unpack(values) {
      const own = new Float32Array((kernel[0] * kernel[1] * inputs * outputs) / groups)
      eachWeight(spread, (to, from) => {
        own[to] = values[from] ?? 0
      })
      return own
    },
  }
}
