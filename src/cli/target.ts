import type { ProbeTarget } from '@shared/contract/probe'
import { AppError } from '@shared/errors'
import { layerAt } from '@shared/model/resolve'
import type { Command } from 'commander'
import type { LoadedModel } from '../engine/models/loaded-model'
import { wholeNumber, wholeNumbers } from './values'

/** The unit, map or output that a question is about. */
export interface TargetOptions {
  readonly layer?: string
  readonly channel?: number
  readonly place?: readonly number[]
}

export const withTargetOptions = (command: Command, channel: string): Command =>
  command
    .option('--layer <id>', 'layer (default: the last one)')
    .option('--channel <n>', channel, wholeNumber(0))
    .option(
      '--place <y,x>',
      'the unit at this row and column of the map (default: the whole map)',
      wholeNumbers(['y', 'x'], 0),
    )

/**
 * The target that the options name.
 * @param usual the channel where none is named. @default the first
 * @throws AppError `not-found` for an unknown layer, naming those that there are
 */
export function targetOf(
  { model }: LoadedModel,
  { layer, channel, place }: TargetOptions,
  usual = 0,
): ProbeTarget {
  const id = layer ?? model.layers.at(-1)?.layer.id ?? ''
  if (!layerAt(model, id)) {
    const known = model.layers.map((each) => each.layer.id).join(', ')
    throw new AppError('not-found', `There is no layer "${id}"; the layers are ${known}.`, {
      layer: id,
    })
  }
  const at = place ? ([place[0] ?? 0, place[1] ?? 0] as const) : null
  return { layer: id, channel: channel ?? usual, place: at }
}

/** "channel 3 of conv2", "unit 2,4 of channel 3 of conv2". */
export const targetText = ({ layer, channel, place }: ProbeTarget): string =>
  `${place ? `unit ${place.join(',')} of ` : ''}channel ${channel} of ${layer}`
