import type { Layer } from '../../layers'
import type { Shape } from '../../layers/definition'
import { gcd } from '../../math/gcd'
import { setFields } from '../edit'
import type { Problem } from './problem'

/** The largest number of groups up to `groups` that divides so many channels. */
function nearestDivisor(groups: number, channels: number): number {
  let nearest = Math.min(groups, channels)
  while (channels % nearest !== 0) nearest -= 1
  return nearest
}

/** Groups of a layer that hands its channels on. */
function unevenInput(
  { id, groups }: { readonly id: string; readonly groups: number },
  inputs: number,
): Problem | undefined {
  if (inputs % groups === 0) return undefined
  const suited = nearestDivisor(groups, inputs)
  return {
    code: 'inputGroups',
    field: 'groups',
    values: { groups, inputs },
    fixes: [
      {
        code: 'useGroups',
        values: { groups: suited },
        apply: (draft) => setFields(draft, id, { groups: suited }),
      },
    ],
  }
}

/**
 * Groups that don't divide the channels: the nearest smaller number that does, or output channels
 * that it divides.
 */
export function unevenGroups(layer: Layer, [input]: readonly Shape[]): Problem | undefined {
  if (!('groups' in layer) || input?.length !== 3) return undefined
  const channels = input[2] ?? 1
  if (!('channels' in layer)) return unevenInput(layer, channels)
  if (channels % layer.groups === 0 && layer.channels % layer.groups === 0) return undefined
  const common = gcd(channels, layer.channels)
  const groups = nearestDivisor(layer.groups, common)
  const suited = Math.max(1, Math.round(layer.channels / layer.groups)) * layer.groups
  return {
    code: 'groups',
    field: 'groups',
    values: { groups: layer.groups, inputs: channels, outputs: layer.channels },
    fixes: [
      {
        code: 'useGroups',
        values: { groups },
        apply: (draft) => setFields(draft, layer.id, { groups: groups === 1 ? undefined : groups }),
      },
      ...(channels % layer.groups === 0
        ? [
            {
              code: 'useChannels' as const,
              values: { channels: suited },
              apply: (draft: Parameters<typeof setFields>[0]) =>
                setFields(draft, layer.id, { channels: suited }),
            },
          ]
        : []),
    ],
  }
}
