import { phrase, type Phrase } from '../../errors'
import { constantsOf } from '../../layers/scale'
import { inputIds, INPUT_ID, type ModelSpec } from '../spec'
import type { KnownId } from './known'

/** What a file's preprocessing is likely to be, and what speaks for it. */
export interface Guess {
  readonly id: KnownId
  readonly why: Phrase
}

/** What a guess is made from. */
export interface Evidence {
  readonly spec: ModelSpec
  readonly classes: number
  /** The format of the file. */
  readonly format: string
}

/** A rescaled number beyond this is none that a network was made for. */
const LARGEST_INPUT = 16
const IMAGENET_CLASSES = 1000
/** Formats in which networks of PyTorch are handed on. */
const FROM_TORCH: readonly string[] = ['onnx', 'safetensors', 'pytorch']

/**
 * What Keras Applications did to the pictures that its networks were trained with, by the names
 * that it gives them. Source: `preprocess_input` of each module of keras.applications.
 */
const APPLICATIONS: readonly (readonly [RegExp, KnownId])[] = [
  [/^(mobilenet(v2)?_|xception|inception_|nasnet|resnet\d+v2)/i, 'minus-one-to-one'],
  [/^(vgg(16|19)|resnet(50|101|152))$/i, 'imagenet-bgr'],
  [/^densenet\d+$/i, 'imagenet'],
  [/^(efficientnet|convnext|mobilenetv3|regnet)/i, 'zero-to-255'],
]

/**
 * How the pictures of a network were prepared, where its file doesn't say it. A rescaling at its
 * beginning says most, then a well-known name, then where it comes from.
 */
export function guessPreprocessing({ spec, classes, format }: Evidence): Guess {
  const { channels } = spec.input
  return (
    ownRescaling(spec) ??
    (channels === 3 ? (application(spec.name, format) ?? torch(classes, format)) : undefined) ?? {
      id: 'zero-to-one',
      why: phrase`the file gives no sign of other numbers, and most small networks take these`,
    }
  )
}

/** The rescaling that a network begins with decides which numbers it takes. */
function ownRescaling(spec: ModelSpec): Guess | undefined {
  const layer = spec.layers.find(
    (each, index) => 'offset' in each && inputIds(spec.layers, index)[0] === INPUT_ID,
  )
  if (!layer || !('offset' in layer)) return undefined
  const reaches = (value: number): number =>
    Math.max(
      ...Array.from({ length: spec.input.channels }, (_, channel) => {
        const { scale, offset } = constantsOf(layer, channel)
        return Math.abs(value * scale + offset)
      }),
    )
  return reaches(255) <= LARGEST_INPUT
    ? { id: 'zero-to-255', why: phrase`it begins with a rescaling of its own ("${layer.id}")` }
    : {
        id: 'zero-to-one',
        why: phrase`it begins with a rescaling of its own ("${layer.id}"), which would make too large numbers of 0…255`,
      }
}

function application(name: string, format: string): Guess | undefined {
  if (FROM_TORCH.includes(format)) return undefined
  const known = APPLICATIONS.find(([pattern]) => pattern.test(name))
  return known && { id: known[1], why: phrase`Keras's "${name}" was trained with such pictures` }
}

const torch = (classes: number, format: string): Guess | undefined =>
  FROM_TORCH.includes(format) && classes === IMAGENET_CLASSES
    ? {
        id: 'imagenet',
        why: phrase`it has 1000 classes and 3 channels, as PyTorch's networks for ImageNet have`,
      }
    : undefined
