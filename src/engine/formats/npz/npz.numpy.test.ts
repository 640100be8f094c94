import { spawnSync } from 'node:child_process'
import { writeFileSync } from 'node:fs'
import { join, resolve } from 'node:path'
import { describe, expect, it } from 'vitest'
import { preset } from '@shared/model/presets'
import { resolveModel, type ResolvedModel } from '@shared/model/resolve'
import type { NamedArrays } from '@shared/model/weights'
import { Network } from '../../layers/network'
import { loadModel } from '../../models'
import { tensorflow } from '../../runtime/tensorflow'
import { writeExport } from '../../models/export'
import { pseudoWeights } from '../testing/arbitrary-model'
import { temporaryFolder } from '../testing/folders'
import { referenceForward } from '../testing/reference'
import { testPictures } from '../testing/test-pictures'
import { encodeNpy } from './npy'
import { readNpzModel } from './read'

const SCRIPT = resolve(__dirname, '../../../../e2e/python/check_npz.py')
/** Number of images for the nested loops, which take a tenth of a second each. */
const LOOPED = 20
const hasNumpy = spawnSync('python3', ['-c', 'import numpy']).status === 0

/** The engine's logits for some images. */
function engineLogits(
  model: ResolvedModel,
  weights: NamedArrays,
  images: Float32Array,
): Float32Array {
  const network = Network.create(model, weights)
  try {
    return tensorflow().tidy(() =>
      network
        .predict(tensorflow().tensor4d(images, [images.length / 784, 28, 28, 1]))
        .dataSync<'float32'>(),
    )
  } finally {
    network.dispose()
  }
}

interface Checked {
  readonly folder: string
  readonly images: Float32Array
  readonly logits: Float32Array
}

/** The largest difference that NumPy finds, with the script that users can run themselves. */
function withNumpy({ folder, images, logits }: Checked): number {
  writeFileSync(
    join(folder, 'images.npy'),
    encodeNpy({ shape: [images.length / 784, 28, 28, 1], data: images }),
  )
  writeFileSync(
    join(folder, 'logits.npy'),
    encodeNpy({ shape: [logits.length / 10, 10], data: logits }),
  )
  const { stdout, stderr } = spawnSync(
    'python3',
    [SCRIPT, folder, join(folder, 'images.npy'), join(folder, 'logits.npy')],
    { encoding: 'utf8' },
  )
  expect(stderr).toBe('')
  const { images: count, maxDifference } = JSON.parse(stdout) as {
    images: number
    maxDifference: number
  }
  expect(count).toBe(1000)
  return maxDifference
}

/** Without NumPy: the nested loops of this project's tests, on the files as they are read back. */
async function withReference({ folder, images, logits }: Checked): Promise<number> {
  const { metadata, weights } = await readNpzModel(folder)
  const model = resolveModel(metadata.spec)
  const differences = Array.from({ length: LOOPED }, (_, n) => {
    const answer =
      referenceForward(model, weights, images.subarray(n * 784, (n + 1) * 784)).get('dense3')
        ?.data ?? []
    return Math.max(
      ...Array.from(answer, (value, i) => Math.abs(value - (logits[n * 10 + i] ?? NaN))),
    )
  })
  return Math.max(...differences)
}

describe(`an exported npz, computed by ${hasNumpy ? 'NumPy' : 'nested loops (python3 has no NumPy here)'}`, () => {
  it.each(['lenet', 'lenet-relu'] as const)(
    '%s gives the engine’s logits for 1,000 test images',
    async (id) => {
      const trained = id === 'lenet' ? await loadModel('bundled:lenet') : undefined
      const model = trained?.model ?? resolveModel(preset(id))
      const weights = trained?.weights ?? pseudoWeights(model)
      const folder = join(temporaryFolder(), 'export')
      await writeExport({ spec: model.spec, classes: [], invert: false }, weights, 'npz', folder)
      const { data: images } = await testPictures()
      const checked = { folder, images, logits: engineLogits(model, weights, images) }
      expect(hasNumpy ? withNumpy(checked) : await withReference(checked)).toBeLessThan(1e-5)
    },
  )
})
