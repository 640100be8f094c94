import type { TensorFlow } from '../tfjs'
import { ACTIVATION_GRADIENTS } from './activation-gradients'
import { avgPoolKernel } from './avg-pool'
import { batchNormKernel } from './batch-norm'
import { biasAddKernel } from './bias-add'
import { conv2dTransposeKernel } from './conv2d-transpose'
import { conv2dKernel } from './conv2d/kernel'
import { crossEntropyKernel } from './cross-entropy'
import { gatherImagesKernel, gatherLabelsKernel } from './examples'
import { registerGradient, registerKernel, type Kernel } from './kernel'
import { keyedNormalsKernel } from './keyed-normals'
import { matMulKernel } from './mat-mul'
import type { NativeOps } from './native'
import { randomUniformKernel } from './random-uniform'
import { warpKernel } from './warp'

const KERNELS: readonly Kernel[] = [
  avgPoolKernel,
  batchNormKernel,
  biasAddKernel,
  conv2dKernel,
  conv2dTransposeKernel,
  crossEntropyKernel,
  gatherImagesKernel,
  gatherLabelsKernel,
  keyedNormalsKernel,
  matMulKernel,
  randomUniformKernel,
  warpKernel,
]

/** Adds the project's operations to tfjs; called once, when TensorFlow is loaded. */
export function registerKernels(tf: TensorFlow, ops: NativeOps): void {
  for (const kernel of KERNELS) registerKernel(tf, ops, kernel)
  for (const [name, gradient] of Object.entries(ACTIVATION_GRADIENTS))
    registerGradient(tf, ops, name, gradient)
}
