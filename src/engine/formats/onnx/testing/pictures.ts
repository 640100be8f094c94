import type { Tensor4D } from '@tensorflow/tfjs'
import { resolveModel } from '@shared/model/resolve'
import { Network } from '../../../layers/network'
import { tensorflow } from '../../../runtime/tensorflow'
import { checkWeights } from '../../check-weights'
import type { ReadModel } from '../../read-model'

/** The two pictures of the scripts that make the fixtures: channels first there, last here. */
function pictures([channels, height, width]: readonly [number, number, number]): Tensor4D {
  const values = Float32Array.from(
    { length: 2 * channels * height * width },
    (_, i) => ((i * 7919) % 1009) / 252 - 2,
  )
  return tensorflow()
    .tensor4d(values, [2, channels, height, width])
    .transpose<Tensor4D>([0, 2, 3, 1])
}

/** What a network that was read gives for the two pictures. */
export function outputsOf(
  { metadata, weights }: ReadModel,
  input: readonly [number, number, number],
): Float32Array {
  const model = resolveModel(metadata.spec)
  checkWeights(model, weights)
  const network = Network.create(model, weights)
  const y = tensorflow().tidy(() => network.predict(pictures(input)).dataSync<'float32'>().slice())
  network.dispose()
  return y
}
