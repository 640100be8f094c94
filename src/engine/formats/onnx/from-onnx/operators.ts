import * as activation from './activation'
import { arithmetic } from './arithmetic'
import type { Reader } from './context'
import { conv, convTranspose } from './convolution'
import { gemm, matMul } from './dense'
import { binary, orInFormula, unary } from './formula'
import { layingOut as ofFormulas } from './formula/laid-out'
import * as joining from './joining'
import * as layingOut from './laying-out'
import * as normalising from './normalising'
import * as pooling from './pooling'
import * as repeating from './repeating'
import { resize } from './resizing'

/** The allow-list: the operators that are read, and nothing else. */
export const OPERATORS: ReadonlyMap<string, Reader> = new Map<string, Reader>(
  Object.entries({
    Conv: conv,
    ConvTranspose: convTranspose,
    Gemm: gemm,
    MatMul: matMul,
    BatchNormalization: normalising.batchNormalization,
    LayerNormalization: normalising.layerNormalization,
    GroupNormalization: normalising.groupNormalization,
    InstanceNormalization: normalising.instanceNormalization,
    LRN: normalising.lrn,
    Relu: orInFormula(activation.plain('relu')),
    Sigmoid: orInFormula(activation.plain('sigmoid')),
    Tanh: orInFormula(activation.plain('tanh')),
    Softplus: orInFormula(activation.plain('softplus')),
    Softsign: activation.plain('softsign'),
    HardSwish: activation.plain('hardSwish'),
    Mish: activation.plain('mish'),
    LeakyRelu: activation.leakyRelu,
    Elu: activation.elu,
    Selu: activation.selu,
    HardSigmoid: activation.hardSigmoid,
    Gelu: activation.gelu,
    Clip: activation.clip,
    Min: activation.bounded,
    Max: activation.bounded,
    PRelu: activation.prelu,
    Softmax: activation.softmax,
    LogSoftmax: activation.logSoftmax,
    Erf: unary,
    Erfc: unary,
    Exp: unary,
    Log: unary,
    Sqrt: unary,
    Abs: unary,
    Neg: unary,
    Reciprocal: unary,
    Pow: binary,
    MaxPool: pooling.maxPool,
    AveragePool: pooling.averagePool,
    GlobalAveragePool: pooling.globalPool('globalAvgPool2d'),
    GlobalMaxPool: pooling.globalPool('globalMaxPool2d'),
    ReduceMean: pooling.reduce('globalAvgPool2d'),
    ReduceSum: pooling.reduceSum,
    ReduceMax: pooling.reduce('globalMaxPool2d'),
    Identity: layingOut.handsOn,
    Cast: layingOut.handsOn,
    Dropout: layingOut.dropout,
    Flatten: ofFormulas(layingOut.flatten),
    Reshape: ofFormulas(layingOut.reshape),
    Transpose: ofFormulas(layingOut.transpose),
    Squeeze: ofFormulas(layingOut.squeeze),
    Unsqueeze: ofFormulas(layingOut.unsqueeze),
    Add: arithmetic('Add'),
    Sub: arithmetic('Sub'),
    Sum: joining.sum,
    Mul: arithmetic('Mul'),
    Div: arithmetic('Div'),
    Concat: joining.concat,
    Split: joining.split,
    Slice: joining.slice,
    Pad: joining.pad,
    Tile: repeating.tile,
    Expand: repeating.expand,
    Gather: joining.gather,
    Resize: resize,
    Upsample: resize,
  } satisfies Record<string, Reader>),
)
