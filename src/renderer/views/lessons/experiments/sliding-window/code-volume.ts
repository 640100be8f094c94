import type { TensorData } from '@shared/contract/common'
import { shortFloat32 } from '@shared/contract/volume'

/** A volume of more numbers is not written out. */
const WRITTEN = 2048

export const isWritten = ({ data }: TensorData): boolean => data.length <= WRITTEN

/** A volume as nested brackets, a line a row of the innermost grids. */
function nested({ shape, data }: TensorData, level = 0, offset = 0): string {
  const [length = 1, ...rest] = shape.slice(level)
  if (rest.length === 0)
    return `[${Array.from(data.subarray(offset, offset + length), (value) => String(shortFloat32(value))).join(', ')}]`
  const stride = rest.reduce((product, n) => product * n, 1)
  const members = Array.from({ length }, (_, index) =>
    nested({ shape, data }, level + 1, offset + index * stride),
  )
  const indent = ' '.repeat(level + 1)
  return `[${members.join(`,\n${indent}`)}]`
}

/** A call whose first argument is a volume: its brackets stand below each other. */
export const withVolume = (head: string, volume: TensorData, end: string): string =>
  `${head}${nested(volume).replaceAll('\n', `\n${' '.repeat(head.length)}`)}${end}`
