import type { Tensor } from '@tensorflow/tfjs'
import { attributes, nativeBackend } from './native'

/**
 * Bytes kept once on the device: tfjs knows no uint8 tensors, and as int32 a data set would take four times its size.
 * Rows are gathered and become float32 on the device.
 */
export class DeviceBytes {
  private readonly id: number

  /** @param shape first axis are the rows; @param data row-major */
  constructor(shape: readonly number[], data: Uint8Array) {
    const { binding } = nativeBackend()
    this.id = binding.createTensor(shape, binding.TF_UINT8, data)
  }

  /** Rows `indices` as float32 0…255, shaped [indices, …the other axes]. The caller, or the open tidy, disposes. */
  gather(indices: Int32Array): Tensor {
    const { binding } = nativeBackend()
    const at = binding.createTensor([indices.length], binding.TF_INT32, indices)
    const axis = binding.createTensor([], binding.TF_INT32, new Int32Array([0]))
    const [rows] = binding.executeOp(
      'GatherV2',
      attributes({ types: { Tparams: 'uint8', Tindices: 'int32', Taxis: 'int32' }, integers: { batch_dims: 0 } }),
      [this.id, at, axis],
      1,
    )
    if (!rows) throw new Error('GatherV2 gave no output')
    const [floats] = binding.executeOp(
      'Cast',
      attributes({ types: { SrcT: 'uint8', DstT: 'float' }, booleans: { Truncate: false } }),
      [rows.id],
      1,
    )
    for (const id of [at, axis, rows.id]) binding.deleteTensor(id)
    if (!floats) throw new Error('Cast gave no output')
    return nativeBackend().createOutputTensor(floats)
  }

  dispose(): void {
    nativeBackend().binding.deleteTensor(this.id)
  }
}
