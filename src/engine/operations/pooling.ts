import { phrase } from '@shared/errors'
import { toPair, type Pair } from '@shared/math/geometry'
import { isLibraryAwaited, tensorflow } from '../runtime/tensorflow'
import { avgPoolByLoops, maxPoolByLoops } from './by-loops'
import { readField, type Request } from './fields'
import { avgPool2d, maxPool2d } from './kernels'
import { fieldFault, readNumbers } from './numbers'
import { pictureOperation } from './operation'
import { computePicture, toPicture } from './result'
import { checkMemory, checkWindowsTouchInput, readWindow } from './window'

function read(request: Request) {
  const input = readNumbers(request.input, 'input', [2, 3])
  const kernel = readField(request, 'window')
  if (kernel === undefined)
    throw fieldFault('window', phrase`missing; give a number or [height, width].`)
  const [channels = 1, height = 1, width = 1] = [1, ...input.shape].slice(-3)
  const picture: Pair = [height, width]
  // By default the stride of a pooling layer is its window (chapter 6.2.4).
  const { window, size } = readWindow(request, 'window', picture, toPair(kernel), kernel)
  checkWindowsTouchInput(window, picture, size)
  checkMemory(window, picture, size, channels, channels)
  return { input, window, size, flat: input.shape.length === 2 }
}

/** Chapter 6.2.4: the largest value in each window; padding counts as −∞. */
export const maxPool = pictureOperation('max-pool', (request) => {
  const { input, window, size, flat } = read(request)
  if (isLibraryAwaited()) return maxPoolByLoops(input, window, flat)
  const tf = tensorflow()
  return computePicture(tf, flat, () => maxPool2d(toPicture(tf, input), window, size))
})

/** Chapter 6.2.4: the mean of each window. */
export const avgPool = pictureOperation('avg-pool', (request) => {
  const { input, window, flat } = read(request)
  const countIncludePad = readField(request, 'countIncludePad') ?? true
  if (isLibraryAwaited()) return avgPoolByLoops(input, window, flat, countIncludePad)
  const tf = tensorflow()
  return computePicture(tf, flat, () => avgPool2d(toPicture(tf, input), window, countIncludePad))
})
