import { phrase } from '@shared/errors'
import { toPair, type Pair } from '@shared/math/geometry'
import { readField, readRequest, type Request } from './fields'
import { checkGroups } from './groups'
import { fieldFault, readNumbers } from './numbers'
import type { Operation } from './operation'
import { checkWindowsTouchInput, readWindow } from './window'

const MAX_SIDE = 1e9

const isSize = (value: unknown): value is number =>
  typeof value === 'number' && Number.isInteger(value) && value >= 1 && value <= MAX_SIDE

/** A shape, given as such ([8, 8]) or as an array with that shape ([[…], …]). */
function readShape(value: unknown, field: string, ranks: readonly number[]): readonly number[] {
  if (!Array.isArray(value) || Array.isArray(value[0]))
    return readNumbers(value, field, ranks).shape
  const sides: readonly unknown[] = value
  if (!ranks.includes(sides.length) || !sides.every(isSize)) {
    throw fieldFault(
      field,
      phrase`expected ${ranks.join(' or ')} whole numbers from 1, got ${JSON.stringify(value)}.`,
    )
  }
  return sides
}

/** The channels of the result, if the request determines them. */
function outputChannels(
  request: Request,
  input: readonly number[],
  kernel: readonly number[],
): readonly number[] {
  const channels = input.length === 3 ? (input[0] ?? 1) : 1
  const groups = readField(request, 'groups') ?? 1
  const [outputs, inputs] =
    kernel.length === 4
      ? [kernel[0] ?? 1, kernel[1] ?? 1]
      : [1, kernel.length === 3 ? (kernel[0] ?? 1) : channels / groups]
  checkGroups({ channels, outputs, inputs, groups })
  return kernel.length === 4 ? [outputs] : []
}

/**
 * Chapter 6.2.2: the size of the output, ⌊(n + p − k') / s⌋ + 1 on each axis. The values of the
 * input don't matter.
 */
export const outputShape: Operation<'output-shape'> = {
  id: 'output-shape',
  run(value) {
    const request = readRequest(value, 'output-shape')
    const input = readShape(request.input, 'input', [2, 3])
    const size: Pair = [input.at(-2) ?? 1, input.at(-1) ?? 1]
    const pooling = request.window !== undefined
    if (pooling === (request.kernel !== undefined))
      throw fieldFault(
        pooling ? 'window' : 'kernel',
        phrase`give either a kernel (convolution) or a window (pooling).`,
      )
    const window = readField(request, 'window')
    if (window !== undefined) {
      const sliding = readWindow(request, 'window', size, toPair(window), window)
      checkWindowsTouchInput(sliding.window, size, sliding.size)
      const shape = [...input.slice(0, -2), ...sliding.size]
      return { output: shape, shape }
    }
    const kernel = isSize(request.kernel)
      ? [request.kernel, request.kernel]
      : readShape(request.kernel, 'kernel', [2, 3, 4])
    const extent: Pair = [kernel.at(-2) ?? 1, kernel.at(-1) ?? 1]
    const shape = [
      ...outputChannels(request, input, kernel),
      ...readWindow(request, 'kernel', size, extent, 1).size,
    ]
    return { output: shape, shape }
  },
}
