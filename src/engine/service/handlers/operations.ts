import { PICTURE_OPERATIONS } from '../../operations'
import { toInput } from '../../pictures'
import type { Parts } from '../parts'
import type { Area } from './area'

/** [height, width, channels] as [channels, height, width]. */
function channelsFirst(data: Float32Array, channels: number): Float32Array {
  const pixels = data.length / channels
  return channels === 1
    ? data
    : Float32Array.from(
        data,
        (_, index) => data[(index % pixels) * channels + Math.floor(index / pixels)] ?? 0,
      )
}

/** The arithmetic of the lessons: the same operations as those of the command `op`. */
export const operationHandlers = ({ pictures }: Parts): Area<'operations'> => ({
  'operations.run': ({ operation, ...request }) => {
    const { shape, data } = PICTURE_OPERATIONS[operation].compute(request)
    return { shape: [...shape], data }
  },
  'operations.picture': ({ picture, height, width, channels }) => ({
    shape: [channels, height, width],
    data: channelsFirst(toInput(pictures.get(picture), { height, width, channels }), channels),
  }),
})
