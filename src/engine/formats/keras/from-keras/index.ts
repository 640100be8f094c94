import { AppError, phrase, type Phrase } from '@shared/errors'
import { LOGITS, type OutputMeaning } from '@shared/model/output/meaning'
import { resolveModel } from '@shared/model/resolve'
import { parseModelSpec, type ModelSpec } from '@shared/model/spec'
import type { NamedArrays } from '@shared/model/weights'
import * as activations from './activations'
import { withoutAnswerSoftmax } from './answer-softmax'
import { Builder, refuse, type Output } from './builder'
import { conv2d, depthwiseConv2d, separableConv2d } from './convolutions'
import type { KerasLayer, KerasModel } from './graph'
import { keepsRows, readInput } from './input'
import { groupNormalization, layerNormalization } from './normalising'
import * as others from './others'
import { withoutPassed } from './passed'
import { joinedChannels, joinedView } from './concatenate'
import { kerasMeaning } from './output-meaning'
import { Faults } from './faults'
import { average, subtract } from './merging'
import { adaptivePooling2d, centerCrop } from './sizes'
import {
  averagePooling2d,
  cropping2d,
  globalAveragePooling2d,
  globalMaxPooling2d,
  maxPooling2d,
  zeroPadding2d,
} from './pooling'
import { normalization, rescaling } from './rescaling'
import { reshape } from './reshape'
import { writtenOperation } from './structure'
import type { TrainingLoss } from './training-loss'
import { conv2dTranspose } from './transposed'
import { upSampling2d } from './upsampling'
import { withoutHelpers } from './without-helpers'

type Reader = (builder: Builder, layer: KerasLayer, input: Output) => Output
type Merger = (builder: Builder, layer: KerasLayer, inputs: readonly Output[]) => Output

/** The allow-list: layer classes that read one input. */
const READERS: ReadonlyMap<string, Reader> = new Map(
  Object.entries({
    Conv2D: conv2d,
    Conv2DTranspose: conv2dTranspose,
    DepthwiseConv2D: depthwiseConv2d,
    SeparableConv2D: separableConv2d,
    ZeroPadding2D: zeroPadding2d,
    Cropping2D: cropping2d,
    CenterCrop: centerCrop,
    MaxPooling2D: maxPooling2d,
    AveragePooling2D: averagePooling2d,
    GlobalAveragePooling2D: globalAveragePooling2d,
    GlobalMaxPooling2D: globalMaxPooling2d,
    AdaptiveAveragePooling2D: adaptivePooling2d('adaptiveAvgPool2d'),
    AdaptiveMaxPooling2D: adaptivePooling2d('adaptiveMaxPool2d'),
    UpSampling2D: upSampling2d,
    Flatten: others.flatten,
    Reshape: reshape,
    Dense: others.dense,
    BatchNormalization: others.batchNormalization,
    LayerNormalization: layerNormalization,
    GroupNormalization: groupNormalization,
    Rescaling: rescaling,
    Normalization: normalization,
    Dropout: others.dropout,
    Activation: activations.addActivation,
    ReLU: activations.relu,
    LeakyReLU: activations.leakyRelu,
    ELU: activations.elu,
    PReLU: activations.prelu,
    Softmax: activations.softmax,
  } satisfies Record<string, Reader>),
)

const add: Merger = (builder, layer, inputs) => builder.add(layer, inputs, { kind: 'add' })
const multiply: Merger = (builder, layer, inputs) =>
  builder.add(layer, inputs, { kind: 'multiply' })
const concatenate: Merger = (builder, layer, inputs) =>
  joinedView(builder, layer, inputs) ?? joinedChannels(builder, layer, inputs)
/** The allow-list: layer classes that read several inputs. */
const MERGERS: ReadonlyMap<string, Merger> = new Map(
  Object.entries({
    Add: add,
    Subtract: subtract,
    Average: average,
    Multiply: multiply,
    Concatenate: concatenate,
  }),
)

/** A Keras model as a network of this project. */
export interface FromKeras {
  readonly spec: ModelSpec
  readonly weights: NamedArrays
  readonly meaning: OutputMeaning
  /** What was left out, in sentences. */
  readonly notes: readonly Phrase[]
}

/**
 * Converts a Keras model to a network of this project, with its weights and the meaning of its
 * outputs. A final softmax is left out, because networks here end in logits and the prediction
 * applies the softmax.
 * @param loss the loss that the model was trained with, if its file says so
 * @throws AppError `unsupported` naming every layer that can't be taken over with its class,
 *   `invalid-file` for weights that are missing or have a wrong shape
 */
export function fromKeras(whole: KerasModel, stored: NamedArrays, loss?: TrainingLoss): FromKeras {
  const { model: keras, notes } = withoutPassed(whole)
  const builder = new Builder(stored, readersIn(keras), keras.writer)
  const { input, outputs } = readLayers(keras, builder)
  const last = outputs.get(keras.output)
  if (!input || last?.padding || last?.helpers)
    throw new AppError(
      'unsupported',
      phrase`The model has no input, or ends in a ZeroPadding2D or Cropping2D.`,
    )
  const [height, width, channels] = input.shape
  const read = parseModelSpec({
    name: keras.name.slice(0, 120) || 'model',
    input: { height, width, channels },
    layers: withoutHelpers(builder, builder.layers),
  })
  const spec = withoutAnswerSoftmax(read)
  const meaning = spec === read ? kerasMeaning(resolveModel(read), loss) : LOGITS
  return { spec, weights: builder.weights, meaning, notes }
}

/** The outputs of all layers. @throws AppError `unsupported` naming all that can't be read */
function readLayers(
  keras: KerasModel,
  builder: Builder,
): { readonly input: Output | undefined; readonly outputs: ReadonlyMap<string, Output> } {
  const faults = new Faults()
  const outputs = new Map<string, Output>()
  let input: Output | undefined
  for (const layer of keras.layers) {
    if (faults.reaches(layer)) {
      // What it would read is not known, but whether its class is.
      faults.attempt(layer, () => requireKnown(layer))
    } else if (layer.className === 'InputLayer') {
      input = readInput(layer)
      outputs.set(layer.name, builder.begin(input))
    } else {
      const read = layer.inputs.map((name) => requireOutput(outputs, name))
      const output = faults.attempt(layer, () => readLayer(builder, layer, read))
      if (output) outputs.set(layer.name, output)
    }
  }
  faults.throwIfAny()
  return { input, outputs }
}

/** How many layers read each layer, by its name. */
function readersIn({ layers }: KerasModel): ReadonlyMap<string, number> {
  const readers = new Map<string, number>()
  for (const name of layers.flatMap(({ inputs }) => inputs))
    readers.set(name, (readers.get(name) ?? 0) + 1)
  return readers
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

/** @throws AppError `unsupported` for a layer of a class that is not known here */
function requireKnown(layer: KerasLayer): void {
  if (layer.fault) throw layer.fault
  if (!READERS.has(layer.className) && !MERGERS.has(layer.className)) throw unknownClass(layer)
}

function unknownClass(layer: KerasLayer): AppError {
  if (layer.className === 'Lambda')
    return refuse(
      layer,
      phrase`is of a class that is not known here: it is code, which is never run; write it as layers (a Rescaling, for example) and save the model again`,
    )
  if (layer.operation !== undefined) return writtenOperation(layer.operation, layer.name)
  return refuse(
    layer,
    phrase`is of a class that is not known here; known are ${[...READERS.keys(), ...MERGERS.keys()].join(', ')}`,
  )
}

function readLayer(builder: Builder, layer: KerasLayer, inputs: readonly Output[]): Output {
  const isKnown = READERS.has(layer.className) || MERGERS.has(layer.className)
  const keeps = isKnown && inputs.some((input) => input.withoutChannels) && keepsRows(layer)
  const output = build(builder, layer, inputs)
  return keeps ? { ...output, withoutChannels: true } : output
}

function build(builder: Builder, layer: KerasLayer, inputs: readonly Output[]): Output {
  const merger = MERGERS.get(layer.className)
  if (merger) return merger(builder, layer, inputs)
  const reader = READERS.get(layer.className)
  if (!reader) throw unknownClass(layer)
  const [input, ...more] = inputs
  if (!input || more.length > 0)
    throw refuse(layer, phrase`reads ${inputs.length} layers, and takes one`)
  return reader(builder, layer, input)
}
