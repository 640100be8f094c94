import { phrase } from '@shared/errors'
import { fieldFault } from './numbers'

/** Numbers of channels of a convolution's input and result, and of those that its kernel reads. */
interface Channels {
  readonly channels: number
  readonly outputs: number
  readonly inputs: number
  readonly groups: number
}

/**
 * @param details further facts for programs
 * @throws AppError `invalid-argument` if the groups don't divide the channels, or the kernel reads
 *   another number of channels than a group has
 */
export function checkGroups(
  { channels, outputs, inputs, groups }: Channels,
  details: Record<string, unknown> = {},
): void {
  if (channels % groups !== 0 || outputs % groups !== 0) {
    throw fieldFault(
      'groups',
      phrase`${groups} must divide the ${channels} input channels and the ${outputs} output channels.`,
      { groups, channels, outputs },
    )
  }
  if (inputs === channels / groups) return
  const fault =
    groups === 1
      ? phrase`it has ${inputs} input channels; the input has ${channels}.`
      : phrase`it has ${inputs} input channels; the input has ${channels} in ${groups} groups, which makes ${channels / groups} a group.`
  throw fieldFault('kernel', fault, { channels, inputs, groups, ...details })
}
