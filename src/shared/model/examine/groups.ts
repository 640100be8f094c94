import type { Layer } from '../../layers'
import type { Shape } from '../../layers/definition'
import { gcd } from '../../math/gcd'
import { setFields } from '../edit'
import type { Problem } from './problem'

/**
 * Groups that don't divide the channels: the nearest smaller number that does, or output channels
 * that it divides.
 */
export function unevenGroups(layer: Layer, [input]: readonly Shape[]): Problem | undefined {
  if (!('groups' in layer) || input?.length !== 3) return undefined
  const channels = input[2] ?? 1
  if (channels % layer.groups === 0 && layer.channels % layer.groups === 0) return undefined
  const common = gcd(channels, layer.channels)
  let groups = Math.min(layer.groups, common)
  while (common % groups !== 0) groups--
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
