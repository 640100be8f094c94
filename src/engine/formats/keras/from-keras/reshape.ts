import { phrase } from '@shared/errors'
import { traitsOf, type Layer } from '@shared/layers'
import { elements } from '@shared/layers/definition'
import { z } from 'zod'
import { refuse, type Builder, type Output } from './builder'
import { readConfig } from './config'
import type { KerasLayer } from './graph'

const reshapeSchema = z.object({ target_shape: z.array(z.number().int().min(-1)).min(1).max(8) })

/** −1 means the remaining size. */
function written(target: readonly number[], total: number): readonly number[] {
  const others = target.reduce((product, n) => (n === -1 ? product : product * n), 1)
  return target.map((n) => (n === -1 ? total / others : n))
}

/**
 * A Reshape that keeps the shape, makes a map of 1×1 of a global pooling's vector, gives a grey picture its axis of one channel, or makes a vector.
 * No other can be read, because layers here don't rearrange maps and vectors.
 */
export function reshape(builder: Builder, layer: KerasLayer, input: Output): Output {
  const { target_shape: target } = readConfig(layer, reshapeSchema)
  const shape = written(target, elements(input.shape))
  if (shape.join() === input.shape.join()) return { ...input, withoutChannels: false }
  const [height, width, channels] = shape
  if (height === 1 && width === 1 && input.shape.join() === String(channels)) {
    const kept = builder.takeOver(layer, { ...input, shape }, (before) =>
      traitsOf(before).global ? ({ ...before, keepDims: true } as Layer) : undefined,
    )
    if (kept) return kept
  }
  if (shape.length === 1) return builder.add(layer, [input], { kind: 'flatten' })
  throw refuse(
    layer,
    phrase`makes ${shape.join('×')} of ${input.shape.join('×')}; supported are a Reshape to a vector and one that gives a grey picture its axis of one channel`,
  )
}
