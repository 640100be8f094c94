/**
 * The operations of the chapter as nested loops over plain numbers: slow, readable, and the
 * reference for the engine. Grids are [height][width], sheets [channels][height][width].
 */
export { convTranspose2d } from './conv-transpose2d'
export { conv2d } from './conv2d'
export { convolution, crossCorrelation, flip } from './cross-correlation'
export type { Grid, Kernels, Sheets } from './grid'
export {
  kernelGradient,
  largestLearningRate,
  learnKernel,
  type KernelPath,
  type KernelTask,
} from './learn-kernel'
export { avgPool2d, maxPool2d } from './pooling'
