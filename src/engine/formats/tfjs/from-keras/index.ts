import { z } from 'zod'
import { AppError, phrase } from '@shared/errors'
import { resolveModel } from '@shared/model/resolve'
import { INPUT_ID, parseModelSpec, type ModelSpec } from '@shared/model/spec'
import type { NamedArrays } from '@shared/model/weights'
import * as activations from './activations'
import { Builder, refuse, type Output } from './builder'
import { readConfig } from './config'
import { conv2d, depthwiseConv2d, separableConv2d } from './convolutions'
import type { KerasLayer, KerasModel } from './graph'
import * as others from './others'
import { averagePooling2d, globalAveragePooling2d, maxPooling2d, zeroPadding2d } from './pooling'

type Reader = (builder: Builder, layer: KerasLayer, input: Output) => Output
type Merger = (builder: Builder, layer: KerasLayer, inputs: readonly Output[]) => Output

/** The allow-list: layer classes that read one input. */
const READERS: ReadonlyMap<string, Reader> = new Map(
  Object.entries({
    Conv2D: conv2d,
    DepthwiseConv2D: depthwiseConv2d,
    SeparableConv2D: separableConv2d,
    ZeroPadding2D: zeroPadding2d,
    MaxPooling2D: maxPooling2d,
    AveragePooling2D: averagePooling2d,
    GlobalAveragePooling2D: globalAveragePooling2d,
    Flatten: others.flatten,
    Dense: others.dense,
    BatchNormalization: others.batchNormalization,
    Dropout: others.dropout,
    Activation: activations.addActivation,
    ReLU: activations.relu,
    LeakyReLU: activations.leakyRelu,
    ELU: activations.elu,
    Softmax: activations.softmax,
  } satisfies Record<string, Reader>),
)

const add: Merger = (builder, layer, inputs) => builder.add(layer, inputs, { kind: 'add' })
const concatenate: Merger = (builder, layer, inputs) => {
  activations.requireLastAxis(layer, inputs[0]?.shape.length ?? 0)
  return builder.add(layer, inputs, { kind: 'concat' })
}
/** The allow-list: layer classes that read several inputs. */
const MERGERS: ReadonlyMap<string, Merger> = new Map(
  Object.entries({ Add: add, Concatenate: concatenate }),
)

const side = z.number("the picture's size must be fixed").int().min(1).max(4096)
const shape = z.tuple([z.null(), side, side, side])
const inputSchema = z.object({ batch_input_shape: shape.optional(), batch_shape: shape.optional() })

/**
 * A Keras model as a network of ours, with its weights. A softmax at the end is left off, since
 * networks here end in logits and the prediction applies it.
 * @throws AppError `unsupported` naming the layer and its class, `invalid-file` for missing or
 *   misshapen weights.
 */
export function fromKeras(
  keras: KerasModel,
  stored: NamedArrays,
): { spec: ModelSpec; weights: NamedArrays } {
  const builder = new Builder(stored)
  const outputs = new Map<string, Output>()
  let input: ModelSpec['input'] | undefined
  for (const layer of keras.layers) {
    if (layer.className === 'InputLayer') {
      input = readInput(layer)
      outputs.set(layer.name, {
        id: INPUT_ID,
        shape: [input.height, input.width, input.channels],
        nonNegative: false,
      })
    } else {
      outputs.set(
        layer.name,
        readLayer(
          builder,
          layer,
          layer.inputs.map((name) => requireOutput(outputs, name)),
        ),
      )
    }
  }
  if (!input || outputs.get(keras.output)?.padding)
    throw new AppError('unsupported', phrase`The model has no input, or ends in a ZeroPadding2D.`)
  const spec = parseModelSpec({
    name: keras.name.slice(0, 120) || 'model',
    input,
    layers: withoutSoftmax(builder, outputs.get(keras.output)?.id),
  })
  resolveModel(spec)
  return { spec, weights: builder.weights }
}

function requireOutput(outputs: ReadonlyMap<string, Output>, name: string): Output {
  const output = outputs.get(name)
  if (!output)
    throw new AppError(
      'invalid-file',
      phrase`model.json names the layer "${name}" before it exists.`,
    )
  return output
}

function readInput(layer: KerasLayer): ModelSpec['input'] {
  const { batch_input_shape: old, batch_shape: size = old } = readConfig(layer, inputSchema)
  if (!size) throw refuse(layer, phrase`does not say its shape [null, height, width, channels]`)
  return { height: size[1], width: size[2], channels: size[3] }
}

function readLayer(builder: Builder, layer: KerasLayer, inputs: readonly Output[]): Output {
  const merger = MERGERS.get(layer.className)
  if (merger) return merger(builder, layer, inputs)
  const reader = READERS.get(layer.className)
  if (!reader) {
    throw refuse(
      layer,
      phrase`is of a class that is not known here; known are ${[...READERS.keys(), ...MERGERS.keys()].join(', ')}`,
    )
  }
  const [input, ...more] = inputs
  if (!input || more.length > 0)
    throw refuse(layer, phrase`reads ${inputs.length} layers, and takes one`)
  return reader(builder, layer, input)
}

function withoutSoftmax({ layers }: Builder, output: string | undefined): Builder['layers'] {
  const last = layers.at(-1)
  return last?.kind === 'softmax' && last.id === output && layers.length > 1
    ? layers.slice(0, -1)
    : layers
}
