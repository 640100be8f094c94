import type { TensorData } from '@shared/contract/common'

/**
 * A convolution's weight [height, width, in, out] as maps [height, width, out·in]: the kernels of
 * one output channel follow each other.
 * @param output only the kernels of this output channel.
 */
export function kernelsOf({ shape, data }: TensorData, output?: number): TensorData {
  const [height = 1, width = 1, inputs = 1, outputs = 1] = shape
  const [first, count] = output === undefined ? [0, outputs] : [output, 1]
  const kernels = new Float32Array(height * width * inputs * count)
  for (let cell = 0; cell < height * width; cell++) {
    for (let input = 0; input < inputs; input++) {
      for (let o = 0; o < count; o++) {
        kernels[cell * inputs * count + o * inputs + input] =
          data[(cell * inputs + input) * outputs + first + o] ?? 0
      }
    }
  }
  return { shape: [height, width, inputs * count], data: kernels }
}
