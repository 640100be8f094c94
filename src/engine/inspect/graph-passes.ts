import type { Rank, Tensor, Tensor4D } from '@tensorflow/tfjs'
import { DataType, inScope, Program, simplify, trace, type GraphSession, type Ref } from '../graph'
import type { Network } from '../layers/network'
import { declareState, stateOf, stateValues } from '../layers/network-state'
import { backend, tensorflow } from '../runtime/tensorflow'
import type { LayerValues, Passes } from './pass'

const maskedLayers = (network: Network): string => [...network.masked().keys()].join()

/** A network's forward pass on one picture as a graph, with every layer's output in one call. */
export class GraphPasses implements Passes {
  readonly #session: GraphSession
  readonly #layers: readonly { readonly id: string; readonly shape: readonly number[] }[]
  readonly #masked: string

  /** @throws TraceError */
  constructor(network: Network) {
    const tf = tensorflow()
    const inputShape = [1, ...network.model.inputShape] as Tensor4D['shape']
    const traced = inScope(tf, () => {
      const x = tf.zeros<Rank.R4>(inputShape)
      const run = (): Tensor[] => network.activations(x).map(({ output }) => output)
      const { inputs, variables } = stateOf(network)
      return simplify(trace(tf, run, { inputs: [x, ...inputs], variables }).trace)
    })
    this.#masked = maskedLayers(network)
    this.#layers = network.model.layers.map(({ layer, outputShape }) => ({
      id: layer.id,
      shape: outputShape,
    }))

    const program = new Program()
    const state = declareState(program, network)
    program.define('pass', { x: { dtype: DataType.float32, shape: inputShape } }, (fed, scope) => {
      const outputs = program.writer.inline(scope, traced, [
        fed.x as Ref,
        ...state.map((variable) => program.read(scope, variable)),
      ])
      return { results: Object.fromEntries(outputs.map((ref, i) => [`layer${i}`, ref])) }
    })
    this.#session = program.start(backend().binding)
    this.update(network)
  }

  outputs(input: Float32Array): Promise<Map<string, LayerValues>> {
    const found = this.#session.call('pass', { x: input })
    return Promise.resolve(
      new Map(
        this.#layers.map(({ id, shape }, i) => [
          id,
          { shape, data: found[`layer${i}`] as Float32Array },
        ]),
      ),
    )
  }

  suits(network: Network): boolean {
    return maskedLayers(network) === this.#masked
  }

  update(network: Network): void {
    this.#session.write(stateValues(network))
  }

  dispose(): void {
    this.#session.dispose()
  }
}
