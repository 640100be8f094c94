import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import type { ReadModel } from '../../src/engine/formats/read-model'
import { decodeNpy } from '../../src/engine/formats/npz/npy'
import { checkWeights } from '../../src/engine/formats/check-weights'
import { Network } from '../../src/engine/layers/network'
import { resolveModel } from '../../src/shared/model/resolve'
import { expectSeen } from './seen'
import { tensorflow } from '../../src/engine/runtime/tensorflow'

/** What came of a file that another program wrote. */
export interface Imported {
  /** Largest difference from the program's own answer, as a share of its largest value. */
  readonly difference: number
  readonly sameBest: boolean
  readonly layers: number
  /** Those whose receptive field has no closed form, because different strides meet before them. */
  readonly unclosed: number
}

/**
 * Expects every layer to be seen in Inspect and Fields, and computes the answers of another program's network to `x.npy` of a folder, which are in `y.npy`.
 */
export async function compare(folder: string, { metadata, weights }: ReadModel): Promise<Imported> {
  const model = resolveModel(metadata.spec)
  checkWeights(model, weights)
  const x = decodeNpy(await readFile(join(folder, 'x.npy')), 'x')
  const y = decodeNpy(await readFile(join(folder, 'y.npy')), 'y')
  const unclosed = await expectSeen({ metadata, weights }, x.data)
  const tf = tensorflow()
  const network = Network.create(model, weights)
  const found = tf.tidy(() =>
    network
      .predict(tf.tensor(x.data, [...x.shape]) as never)
      .dataSync<'float32'>()
      .slice(),
  )
  network.dispose()
  const scale = Math.max(...y.data.map(Math.abs))
  const [count = 1] = y.shape
  const units = y.data.length / count
  const rows = Array.from({ length: count }, (_, i) => [i * units, (i + 1) * units] as const)
  return {
    difference: Math.max(...found.map((value, i) => Math.abs(value - (y.data[i] ?? NaN)))) / scale,
    sameBest: rows.every(([from, to]) => {
      const [ours, known] = [found.subarray(from, to), y.data.subarray(from, to)]
      // Of two outputs that are as good as equal either may be the larger one.
      return (known[ours.indexOf(Math.max(...ours))] ?? NaN) >= Math.max(...known) - 1e-4 * scale
    }),
    layers: model.layers.length,
    unclosed,
  }
}
