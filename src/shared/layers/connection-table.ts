import { z } from 'zod'
import { AppError, phrase } from '../errors'
import { count } from './definition'

/** Channels of the input, counted from 0, for each output channel. */
export type ConnectionTable = readonly (readonly number[])[]

export const tableSchema = z.array(z.array(count).min(1).max(4096)).min(1).max(4096)

interface Tabled {
  readonly channels: number
  readonly groups: number
  readonly connections?: ConnectionTable | undefined
}

/** How many channels all filters read together. */
export const connectionCount = (layer: Tabled, inputs: number): number =>
  layer.connections
    ? layer.connections.reduce((sum, read) => sum + read.length, 0)
    : (inputs / layer.groups) * layer.channels

/**
 * Checks a table of connections, if there is one.
 * @throws AppError `invalid-argument` where it has not one list for each output channel, names a
 *   channel that the input does not have or one twice, or meets groups
 */
export function requireTable({ channels, groups, connections }: Tabled, inputs: number): void {
  if (!connections) return
  const fault = (words: ReturnType<typeof phrase>): AppError =>
    new AppError('invalid-argument', words, { field: 'connections' })
  if (groups !== 1) throw fault(phrase`A layer has groups or a table of connections, but not both.`)
  if (connections.length !== channels)
    throw fault(
      phrase`connections has ${connections.length} lists, and the layer has ${channels} channels: write one list for each.`,
    )
  for (const [channel, read] of connections.entries()) {
    const wrong = read.find((input, i) => input >= inputs || read.indexOf(input) !== i)
    if (wrong !== undefined)
      throw fault(
        phrase`connections of channel ${channel}: ${wrong} is named twice or is none of the input’s channels 0 … ${inputs - 1}.`,
      )
  }
}

/** 1 for each number of a kernel [cells…, inputs, outputs] that a table connects, else 0. */
export function tableMask(
  connections: ConnectionTable,
  [cells, inputs]: readonly [number, number],
): Float32Array {
  const outputs = connections.length
  const mask = new Float32Array(cells * inputs * outputs)
  for (const [output, read] of connections.entries())
    for (const input of read)
      for (let cell = 0; cell < cells; cell += 1)
        mask[(cell * inputs + input) * outputs + output] = 1
  return mask
}
