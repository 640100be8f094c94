import { AppError, phrase } from '../errors'
import { toPair, type Size } from '../math/geometry'
import { tableMask, type ConnectionTable } from './connection-table'
import type { WeightInfo } from './definition'

/** What layers have in common that learn a kernel for each output channel. */
interface Kernels {
  readonly channels: number
  readonly kernel: Size
  readonly groups: number
  readonly bias: boolean
  readonly connections?: ConnectionTable | undefined
}

/** @throws AppError `invalid-argument` where the groups don't divide the channels on both sides */
export function requireGroups({ groups, channels }: Kernels, inputs: number): void {
  if (inputs % groups === 0 && channels % groups === 0) return
  throw new AppError(
    'invalid-argument',
    phrase`${groups} groups must divide the ${inputs} input channels and the ${channels} output channels.`,
    { field: 'groups' },
  )
}

/** @throws AppError `invalid-argument` where the groups don't divide the channels of the input */
export function requireDivided(groups: number, inputs: number): void {
  if (inputs % groups === 0) return
  throw new AppError(
    'invalid-argument',
    phrase`${groups} groups must divide the ${inputs} input channels.`,
    { field: 'groups' },
  )
}

/** The kernels [height, width, inputs of a group, outputs] and the biases, if there are any. */
export function kernelWeights(
  { channels, kernel, groups, bias, connections }: Kernels,
  inputs: number,
  fans: Pick<WeightInfo, 'fanIn' | 'fanOut'>,
): readonly WeightInfo[] {
  const [height, width] = toPair(kernel)
  const weight = [height, width, inputs / groups, channels]
  const mask = connections ? { mask: tableMask(connections, [height * width, inputs]) } : {}
  return [
    { name: 'weight', shape: weight, ...fans, trainable: true, ...mask },
    ...(bias ? [{ name: 'bias' as const, shape: [channels], ...fans, trainable: true }] : []),
  ]
}
