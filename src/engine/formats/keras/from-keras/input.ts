import { phrase } from '@shared/errors'
import { z } from 'zod'
import { INPUT_ID } from '@shared/model/spec'
import { refuse, type Output } from './builder'
import { readConfig } from './config'
import type { KerasLayer } from './graph'

const side = z.number().int().min(1).max(4096)
const shape = z.union(
  [z.tuple([z.null(), side, side, side]), z.tuple([z.null(), side, side])],
  "the picture's size must be fixed: [null, height, width, channels], or [null, height, width] for a grey one",
)
const inputSchema = z.object({ batch_input_shape: shape.optional(), batch_shape: shape.optional() })

/** The model's input. One without an axis of channels is a grey picture. */
export function readInput(layer: KerasLayer): Output {
  const { batch_input_shape: old, batch_shape: size = old } = readConfig(layer, inputSchema)
  if (!size) throw refuse(layer, phrase`does not say its shape [null, height, width, channels]`)
  const [, height, width, channels] = size
  return {
    id: INPUT_ID,
    shape: [height, width, channels ?? 1],
    nonNegative: false,
    ...(channels === undefined ? { withoutChannels: true } : {}),
  }
}

/** Layers that compute the same for a grey picture with and without an axis of one channel. */
const TAKE_ROWS = new Set([
  'Flatten',
  'Reshape',
  'Dropout',
  'ReLU',
  'LeakyReLU',
  'ELU',
  'Add',
  'Multiply',
])

/**
 * Whether a layer's output for a picture without an axis of channels lacks the axis too.
 * @throws AppError `unsupported` for a layer that would treat the columns as channels
 */
export function keepsRows(layer: KerasLayer): boolean {
  const isPointwise = layer.className === 'Activation' && layer.config.activation !== 'softmax'
  if (!TAKE_ROWS.has(layer.className) && !isPointwise)
    throw refuse(
      layer,
      phrase`reads a grey picture without an axis of channels, [null, height, width], and treats its columns as channels, which is not supported; put a Reshape to [height, width, 1] before it`,
    )
  return layer.className !== 'Flatten' && layer.className !== 'Reshape'
}
