import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { AppError } from '@shared/errors'
import { resolveModel } from '@shared/model/resolve'
import { parseModelSpec } from '@shared/model/spec'
import { arbitraryModel, pseudoWeights } from '../testing/arbitrary-model'
import { folderOf } from '../testing/folders'
import { encodeKeras, kerasRemarks } from './encode'
import { readKerasMetadata, readKerasModel } from './read'
import { toKeras } from './to-keras'

const writable = arbitraryModel.filter((model) => {
  try {
    return toKeras(model, 'Keras').nodes.length > 0
  } catch (thrown) {
    if (AppError.from(thrown).code === 'unsupported') return false
    throw thrown
  }
})

describe('a .keras file', () => {
  it('comes back bit for bit, with its description', async () => {
    await fc.assert(
      fc.asyncProperty(writable, async (model) => {
        const metadata = { spec: model.spec, classes: ['a', 'b'], invert: false } as const
        const weights = pseudoWeights(model)
        const folder = folderOf(await encodeKeras(metadata, weights))
        expect(await readKerasModel(folder)).toEqual({ metadata, weights })
        expect(await readKerasMetadata(folder)).toEqual(metadata)
      }),
      { seed: 3, numRuns: 25 },
    )
  })

  it('keeps layers that no other layer reads, and says that Keras does not', async () => {
    const spec = parseModelSpec({
      name: 'net',
      input: { height: 4, width: 4, channels: 1 },
      layers: [
        { id: 'side', kind: 'conv2d', channels: 2, kernel: 3, inputs: ['input'] },
        { id: 'flat', kind: 'flatten', inputs: ['input'] },
        { id: 'end', kind: 'dense', units: 2 },
      ],
    })
    const metadata = { spec, classes: [], invert: false } as const
    const weights = pseudoWeights(resolveModel(spec))
    const read = await readKerasModel(folderOf(await encodeKeras(metadata, weights)))
    expect(read.weights).toEqual(weights)
    expect(kerasRemarks(metadata).map(({ values }) => values)).toEqual([['side']])
  })
})
