import type { Rank, Tensor4D } from '@tensorflow/tfjs'
import type { Network } from '../layers/network'
import { tensorflow } from '../runtime/tensorflow'
import type { LayerValues, Passes } from './pass'

/** A network's forward pass, one operation after another. */
export class EagerPasses implements Passes {
  constructor(private readonly network: Network) {}

  async outputs(input: Float32Array): Promise<Map<string, LayerValues>> {
    const tf = tensorflow()
    const x = tf.tensor<Rank.R4>(input, [1, ...this.network.model.inputShape] as Tensor4D['shape'])
    const layers = this.network.activations(x)
    try {
      const outputs = new Map<string, LayerValues>()
      for (const { id, output } of layers) {
        // A copy, because the array is sent to the window, and a view would send its complete
        // buffer.
        outputs.set(id, {
          shape: output.shape.slice(1),
          data: Float32Array.from(await output.data<'float32'>()),
        })
      }
      return outputs
    } finally {
      tf.dispose([x, ...layers.map(({ output }) => output)])
    }
  }

  suits(): boolean {
    return true
  }

  update(): void {
    // It reads the network itself.
  }

  dispose(): void {
    // The caller owns the network.
  }
}
