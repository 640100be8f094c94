import { createHash } from 'node:crypto'
import { preset } from '@shared/model/presets'
import type { Augmentations } from '@shared/recipe/augmentations'
import { describe, expect, it } from 'vitest'
import { DeviceSplit } from '../../evaluate/device-split'
import { traceSizes } from '../../evaluate/sized-trace'
import { DataType, Program, type Ref } from '../../graph'
import { declareSplit } from '../../evaluate/traced-answers'
import { backend, tensorflow } from '../../runtime/tensorflow'
import { GraphStepLoop } from '../graph-step-loop'
import { partsOf } from '../testing/step-loops'
import { augmentedBatch } from './augmented-batch'
import { drawsOf } from './draws'
import { seenPictures } from './seen'

const SHAPE = [8, 6, 3] as const
const ALL = {
  ...{ flip: 0.5, flipVertical: 0.3, scale: 0.2, rotate: 20, shift: 0.1, crop: 0.7 },
  ...{ brightness: 0.2, contrast: 0.2, saturation: 0.3, hue: 0.1, noise: 0.05, cutout: 0.3 },
  mixup: 0.4,
}
const EACH = [...Object.entries(ALL).map(([kind, amount]) => ({ [kind]: amount })), ALL]

/** A network of which a gradient tells what it received: a dense layer on the pixels. */
const tellingNetwork = (augment: Augmentations) =>
  partsOf(
    {
      model: {
        name: 'Dense',
        input: { height: SHAPE[0], width: SHAPE[1], channels: SHAPE[2] },
        layers: [
          { id: 'flatten', kind: 'flatten' },
          { id: 'dense', kind: 'dense', units: 3 },
        ],
      },
      ...{ augment, batchSize: 8, seed: 11 },
    },
    20,
  )

/** The pictures of a batch from a compiled graph, with the operations of the step. */
function compiled(augment: Augmentations, indices: Int32Array, step: number): Float32Array {
  const { recipe, train } = tellingNetwork(augment)
  const draws = drawsOf(recipe, SHAPE, train.count)
  if (!draws) throw new Error('nothing is drawn')
  const tf = tensorflow()
  const split = new DeviceSplit(train, SHAPE)
  const { width } = draws
  const sized = traceSizes(split, { inputs: [], variables: [] }, (at, size) => {
    const rows = tf.tensor2d(draws.inEpoch(Int32Array.from(at.dataSync()), size), [size, width])
    return { inputs: [rows], run: () => [augmentedBatch(split, at, rows, augment).x] }
  })
  const program = new Program()
  const data = declareSplit(program, 'train', train, SHAPE)
  const count = indices.length
  const inputs = {
    indices: { dtype: DataType.int32, shape: [count] },
    draws: { dtype: DataType.float32, shape: [count, width] },
  }
  program.define('pictures', inputs, (fed, scope) => {
    const held = data.variables.map((variable) => program.read(scope, variable))
    const [x] = program.writer.inline(scope, sized(count), [
      ...held,
      fed.indices as Ref,
      fed.draws as Ref,
    ])
    if (!x) throw new Error('no pictures')
    return { results: { x } }
  })
  const session = program.start(backend().binding)
  try {
    session.write(data.values())
    return session.call('pictures', { indices, draws: draws.rows(indices, step) }).x as Float32Array
  } finally {
    session.dispose()
    split.dispose()
  }
}

describe('the pictures that the viewer shows', () => {
  it.each(EACH)('have the very numbers of the compiled graph: %j', (augment) => {
    const indices = Int32Array.of(3, 0, 17, 9)
    // 20 examples in batches of 8 make 3 steps an epoch.
    const values = compiled(augment, indices, 7)
    const { recipe, train } = tellingNetwork(augment)
    const sights = [...indices].map((index) => ({ index, epoch: 2 }))
    const { hashes } = seenPictures(recipe, train, SHAPE, sights)
    const size = SHAPE[0] * SHAPE[1] * SHAPE[2]
    hashes.forEach((hash, i) => {
      const own = values.subarray(i * size, (i + 1) * size)
      expect(hash).toBe(createHash('sha256').update(own).digest('hex'))
    })
  })

  it.each(EACH)('are what the network of a training receives: %j', (augment) => {
    const parts = tellingNetwork(augment)
    const loop = new GraphStepLoop(parts, { parts: 1 })
    try {
      // The function of gradients takes eight examples: eight times the same one.
      const gradients = loop.gradients({ indices: new Int32Array(8).fill(5), step: 4 })
      const kernel = gradients.get('dense.kernel')?.data ?? new Float32Array()
      const bias = gradients.get('dense.bias')?.data ?? new Float32Array()
      const largest = bias.indexOf(Math.max(...bias))
      // ∂loss/∂kernel[i, k] = x[i] · ∂loss/∂bias[k] for one picture.
      const received = Float32Array.from(
        { length: kernel.length / 3 },
        (_, i) => (kernel[3 * i + largest] ?? NaN) / (bias[largest] ?? NaN),
      )
      const { pictures } = seenPictures(parts.recipe, parts.train, SHAPE, [{ index: 5, epoch: 1 }])
      const differences = received.map((value, i) => Math.abs(value - (pictures[i] ?? NaN)))
      expect(Math.max(...differences)).toBeLessThan(1e-4)
    } finally {
      loop.dispose()
    }
  })

  it('are those of the data set without augmentation', () => {
    const { recipe, train } = partsOf({ model: preset('lenet') })
    const seen = seenPictures(recipe, train, [28, 28, 1], [{ index: 2, epoch: 0 }])
    expect(Uint8Array.from(seen.pictures, (value) => Math.round(255 * value))).toEqual(
      seen.originals,
    )
  })
})
