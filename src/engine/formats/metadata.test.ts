import { describe, expect, it } from 'vitest'
import { LOGITS, type OutputMeaning } from '@shared/model/output/meaning'
import { resolveModel } from '@shared/model/resolve'
import { parseModelSpec } from '@shared/model/spec'
import { meaningIn, type Metadata } from './metadata'
import { encodeNpz } from './npz/encode'
import { readNpzMetadata } from './npz/read'
import { pseudoWeights } from './testing/arbitrary-model'
import { folderOf } from './testing/folders'
import { encodeTfjs } from './tfjs/encode'
import { readTfjsMetadata } from './tfjs/read'

const spec = parseModelSpec({
  name: 'Sigmoids',
  input: { height: 4, width: 4, channels: 1 },
  layers: [
    { id: 'flatten', kind: 'flatten' },
    { id: 'dense', kind: 'dense', units: 2 },
    { id: 'end', kind: 'activation', function: 'sigmoid' },
  ],
})
const model = resolveModel(spec)
const weights = pseudoWeights(model)
const metadata = (meaning?: OutputMeaning): Metadata => ({
  ...{ spec, classes: ['left', 'right'], invert: false },
  ...(meaning ? { meaning } : {}),
})

describe('the meaning of the outputs in an export', () => {
  it.each<OutputMeaning>([
    { kind: 'multilabel', given: 'probabilities' },
    { kind: 'multiclass', given: 'probabilities' },
    LOGITS,
    { kind: 'regression' },
  ])('is read back in both formats: $kind, $given', async (meaning) => {
    const tfjs = await readTfjsMetadata(folderOf(encodeTfjs(metadata(meaning), weights)))
    const npz = await readNpzMetadata(folderOf(encodeNpz(metadata(meaning), weights)))
    for (const read of [tfjs, npz]) {
      expect(read?.meaning).toEqual(meaning)
      expect(read && meaningIn(read, model)).toEqual(meaning)
    }
  })

  it('is logits in earlier exports of trainings, and follows from the last layers in others', () => {
    expect(meaningIn({ dataset: 'fashion-mnist' }, model)).toEqual(LOGITS)
    expect(meaningIn({ step: 7 }, model)).toEqual(LOGITS)
    expect(meaningIn({}, model)).toEqual({ kind: 'multilabel', given: 'probabilities' })
  })

  it('is ignored if the network has other outputs', () => {
    expect(meaningIn({ meaning: { kind: 'binary', given: 'logits' } }, model)).toEqual({
      kind: 'multilabel',
      given: 'probabilities',
    })
  })
})
