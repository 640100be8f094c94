import { requireLastAxis } from './activations'
import type { Builder, Output } from './builder'
import { axisOf } from './config'
import type { KerasLayer } from './graph'
import { seen } from './helpers'
import { join } from './view'

/**
 * Parts of one map below each other or side by side, which is how exports from here pad and
 * average.
 */
export function joinedView(
  builder: Builder,
  layer: KerasLayer,
  inputs: readonly Output[],
): Output | undefined {
  const axis = axisOf(layer)
  const maps = inputs.every(({ shape }) => shape.length === 3)
  if (!maps || (axis !== 1 && axis !== 2)) return undefined
  const choices = inputs.map((input) =>
    builder.viewsOf(input.padding ? builder.real(layer, input) : input),
  )
  return seen(join(choices, axis === 1 ? 0 : 1), layer.name)
}

/** Maps or vectors joined along the channels. */
export function joinedChannels(
  builder: Builder,
  layer: KerasLayer,
  inputs: readonly Output[],
): Output {
  requireLastAxis(layer, inputs[0]?.shape.length ?? 0)
  return builder.add(layer, inputs, { kind: 'concat' })
}
