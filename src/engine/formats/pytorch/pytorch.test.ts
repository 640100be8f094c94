import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { preset, type PresetId } from '@shared/model/presets'
import { resolveModel, type ResolvedModel } from '@shared/model/resolve'
import type { Metadata } from '../metadata'
import { readSafetensorsModel } from '../safetensors/read'
import { arbitraryModel, pseudoWeights } from '../testing/arbitrary-model'
import { folderOf } from '../testing/folders'
import { encodePytorch } from './encode'
import { moduleText } from './module-text'

const describeModel = ({ spec }: ResolvedModel): Metadata => ({ spec, classes: [], invert: false })
const codeOf = (id: PresetId): string => moduleText(describeModel(resolveModel(preset(id))))

describe('model.py', () => {
  it('of a chain is a Sequential as in a textbook', () => {
    console.log(codeOf('lenet'))
    console.log(codeOf('resnet18'))
    console.log(codeOf('googlenet-block'))
  })
})

describe('a PyTorch export', () => {
  it('comes back bit for bit, whatever the network', async () => {
    await fc.assert(
      fc.asyncProperty(arbitraryModel, async (model) => {
        const folder = folderOf(encodePytorch(describeModel(model), pseudoWeights(model)))
        const { metadata, weights } = await readSafetensorsModel(folder)
        expect(metadata).toEqual(describeModel(model))
        expect([...weights]).toEqual([...pseudoWeights(model)])
      }),
      { numRuns: 40 },
    )
  })
})
