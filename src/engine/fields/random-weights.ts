import type { ResolvedModel } from '@shared/model/resolve'
import { Network } from '../layers/network'
import { initialiseWeights } from '../training/initialise'
import { uniforms } from '../runtime/random'
import type { Batchable } from './effective'

/** A picture of noise in 0…1, the same for the same seed. */
export function noisePicture(model: ResolvedModel, seed: number): Float32Array {
  const draw = uniforms(seed, 'noise')
  return Float32Array.from(
    { length: model.inputShape.reduce((product, n) => product * n, 1) },
    draw,
  )
}

/**
 * A network with random weights, drawn `draws` times with the seeds seed, seed + 1, …. It shows the
 * field that the architecture gives before training. Weights are Xavier's, biases the recipe's
 * default, and pictures noise if none are given. Only one draw is on the device at a time, so the
 * parts must be used one after the other.
 */
export function* randomWeights(
  model: ResolvedModel,
  {
    seed,
    draws,
    input,
  }: { readonly seed: number; readonly draws: number; readonly input?: Float32Array | undefined },
): Generator<Batchable> {
  let network: Network | undefined
  try {
    for (let n = 0; n < draws; n += 1) {
      const weights = initialiseWeights(model, {
        seed: seed + n,
        initializer: 'xavierUniform',
        biasInitializer: 'uniformFanIn',
      })
      if (network) network.setWeights(weights)
      else network = Network.create(model, weights)
      const drawn = network
      yield { network: () => drawn, inputs: [input ?? noisePicture(model, seed + n)] }
    }
  } finally {
    network?.dispose()
  }
}
