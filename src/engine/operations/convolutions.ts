import { phrase } from '@shared/errors'
import type { Pair, Window } from '@shared/math/geometry'
import { kindOf } from '@shared/operations'
import type { Tensor4D } from '@tensorflow/tfjs'
import { isLibraryAwaited, tensorflow, type TensorFlow } from '../runtime/tensorflow'
import { convolutionByLoops } from './by-loops'
import { readField, type Request } from './fields'
import { checkGroups } from './groups'
import { conv2d as correlate } from './kernels'
import { fieldFault, readNumbers, type NumberArray } from './numbers'
import { pictureOperation, type PictureOperation } from './operation'
import { computePicture, toPicture } from './result'
import { checkMemory, readWindow } from './window'

interface Convolution {
  readonly input: NumberArray
  /** [out, channels / groups, height, width]. */
  readonly kernels: {
    readonly shape: readonly [number, number, number, number]
    readonly data: Float32Array
  }
  readonly bias: Float32Array
  readonly window: Window
  readonly groups: number
  /**
   * Whether the output has no level for channels, because the kernel has none for output channels.
   */
  readonly flat: boolean
}

/** One number, or one for each output channel. */
function readBias(value: unknown, outputs: number): Float32Array {
  if (value === undefined) return new Float32Array(outputs)
  if (value instanceof Float32Array) return readBias([...value], outputs)
  const { data } =
    typeof value === 'number' ? readNumbers([value], 'bias', [1]) : readNumbers(value, 'bias', [1])
  if (data.length !== outputs)
    throw fieldFault('bias', phrase`${data.length} numbers for ${outputs} output channels.`, {
      outputs,
    })
  return data
}

function read(request: Request): Convolution {
  const input = readNumbers(request.input, 'input', [2, 3])
  const kernel = readNumbers(request.kernel, 'kernel', [2, 3, 4])
  const groups = readField(request, 'groups') ?? 1
  const [channels = 1, height = 1, width = 1] = [1, ...input.shape].slice(-3)
  const picture: Pair = [height, width]
  const [outputs = 1, inputs = 1, kernelHeight = 1, kernelWidth = 1] = [
    1,
    1,
    ...kernel.shape,
  ].slice(-4)
  const shapes = { kernelShape: kernel.shape, inputShape: input.shape }
  checkGroups({ channels, outputs, inputs, groups }, shapes)
  const { window, size } = readWindow(request, 'kernel', picture, [kernelHeight, kernelWidth], 1)
  checkMemory(window, picture, size, channels, outputs)
  return {
    input,
    kernels: { shape: [outputs, inputs, kernelHeight, kernelWidth], data: kernel.data },
    bias: readBias(request.bias, outputs),
    window,
    groups,
    flat: kernel.shape.length < 4,
  }
}

/**
 * [out, in, height, width] as TensorFlow's [height, width, in, out]; a convolution turns each
 * kernel by 180°.
 */
function toFilter(
  tf: TensorFlow,
  { shape, data }: Convolution['kernels'],
  flip: boolean,
): Tensor4D {
  const kernels = tf.tensor4d(data, [...shape]).transpose<Tensor4D>([2, 3, 1, 0])
  return flip ? tf.reverse4d(kernels, [0, 1]) : kernels
}

const operation = <Id extends ConvolutionId>(id: Id): PictureOperation<Id> =>
  pictureOperation(id, (request) => {
    const given = read(request)
    const { input, kernels, bias, window, groups, flat } = given
    const flip = kindOf(id) === 'convolution'
    if (isLibraryAwaited()) return convolutionByLoops(given, flip)
    const tf = tensorflow()
    return computePicture(tf, flat, () => {
      const sums = correlate(toPicture(tf, input), toFilter(tf, kernels, flip), window, groups)
      return tf.add(sums, tf.tensor1d(bias))
    })
  })

type ConvolutionId = 'cross-correlation' | 'convolution' | 'conv2d'

/** Chapter 6.2.1: Y[i, j] = Σ X[i + a, j + b] · K[a, b]. */
export const crossCorrelation = operation('cross-correlation')
/** Chapter 6.1: the same with the kernel flipped. */
export const convolution = operation('convolution')
/**
 * Chapter 6.2.2 and 6.2.3: the layer, with channels, bias, padding, stride, dilation and groups.
 */
export const conv2d = operation('conv2d')
