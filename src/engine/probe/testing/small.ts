import { mkdirSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import type { ModelSpecInput } from '@shared/model/spec'
import { parseModelSpec } from '@shared/model/spec'
import { importDataset } from '../../datasets'
import { encodeIdx } from '../../datasets/testing/encode-idx'
import { pseudoRandom, pseudoWeights } from '../../formats/testing/arbitrary-model'
import type { LoadedModel } from '../../models/loaded-model'
import { untrained } from '../../models/untrained'

export const SIDE = 12

const layers: ModelSpecInput['layers'] = [
  { id: 'conv1', kind: 'conv2d', channels: 4, kernel: 3, padding: 1 },
  { id: 'tanh1', kind: 'activation', function: 'tanh' },
  { id: 'pool1', kind: 'maxPool2d', window: 2 },
  { id: 'conv2', kind: 'conv2d', channels: 6, kernel: 3 },
  { id: 'sigmoid2', kind: 'activation', function: 'sigmoid' },
  { id: 'flatten', kind: 'flatten' },
  { id: 'dense1', kind: 'dense', units: 5 },
]

/** A network of a few layers for 12 × 12 grey pictures, with untrained weights. */
export function smallModel(
  ref = 'preset:small',
  normalisation?: LoadedModel['normalisation'],
): LoadedModel {
  const spec = parseModelSpec({
    name: 'Small',
    input: { height: SIDE, width: SIDE, channels: 1 },
    layers,
  })
  const fresh = untrained(spec, { ref, origin: 'preset' })
  return {
    ...fresh,
    weights: pseudoWeights(fresh.model),
    ...(normalisation ? { normalisation } : {}),
  }
}

export const smallPicture = (seed = 3): Float32Array =>
  pseudoRandom(SIDE * SIDE, seed).map((value) => Math.abs(value) % 1)

/** Imports a data set of pseudo-random images from IDX files in `folder`, and returns its id. */
export async function smallDataset(folder: string, train: number, test: number): Promise<string> {
  mkdirSync(folder, { recursive: true })
  const bytes = (count: number, seed: number): Uint8Array =>
    Uint8Array.from(pseudoRandom(count * SIDE * SIDE, seed), (value) =>
      Math.floor((Math.abs(value) % 1) * 255),
    )
  const labels = (count: number): Uint8Array => Uint8Array.from({ length: count }, (_, i) => i % 5)
  writeFileSync(
    join(folder, 'train-images-idx3-ubyte'),
    encodeIdx([train, SIDE, SIDE], bytes(train, 5)),
  )
  writeFileSync(join(folder, 'train-labels-idx1-ubyte'), encodeIdx([train], labels(train)))
  writeFileSync(
    join(folder, 't10k-images-idx3-ubyte'),
    encodeIdx([test, SIDE, SIDE], bytes(test, 6)),
  )
  writeFileSync(join(folder, 't10k-labels-idx1-ubyte'), encodeIdx([test], labels(test)))
  return (await importDataset(folder, { title: 'Noise' })).id
}
