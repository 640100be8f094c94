import { phrase } from '@shared/errors'
import { z } from 'zod'
import { requireLastAxis } from './activations'
import { refuse, type Builder, type Output } from './builder'
import { readConfig, settings } from './config'
import type { KerasLayer } from './graph'

const normSchema = z.object({
  epsilon: z.number().default(1e-3),
  center: settings.flag,
  scale: settings.flag,
  rms_scaling: z.literal(false).nullish(),
})

/** γ and β as the layer has them, in Keras's order. */
function takeAffine(
  builder: Builder,
  layer: KerasLayer,
  output: Output,
  { gamma, beta }: { readonly gamma: boolean; readonly beta: boolean },
): Output {
  const shape = [output.shape.at(-1) ?? 0]
  if (gamma) builder.take(layer, output, 'gamma', ['gamma'], 0, shape)
  if (beta) builder.take(layer, output, 'beta', ['beta'], gamma ? 1 : 0, shape)
  return output
}

export function layerNormalization(builder: Builder, layer: KerasLayer, input: Output): Output {
  requireLastAxis(layer, input.shape.length)
  const { epsilon, center: beta, scale: gamma } = readConfig(layer, normSchema)
  const output = builder.add(layer, [input], { kind: 'layerNorm', epsilon, gamma, beta })
  return takeAffine(builder, layer, output, { gamma, beta })
}

const groupsSchema = z.object({ groups: z.number().int().default(32) })

/** Keras's GroupNormalization; −1 groups are as many as there are channels. */
export function groupNormalization(builder: Builder, layer: KerasLayer, input: Output): Output {
  requireLastAxis(layer, input.shape.length)
  const { epsilon, center: beta, scale: gamma } = readConfig(layer, normSchema)
  const { groups } = readConfig(layer, groupsSchema)
  const channels = input.shape.at(-1) ?? 0
  if (groups !== -1 && groups < 1) throw refuse(layer, phrase`has ${groups} groups`)
  const output = builder.add(layer, [input], {
    kind: 'groupNorm',
    groups: groups === -1 ? channels : groups,
    epsilon,
    gamma,
    beta,
  })
  return takeAffine(builder, layer, output, { gamma, beta })
}
