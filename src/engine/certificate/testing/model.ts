import { resolveModel } from '@shared/model/resolve'
import { parseModelSpec, type ModelSpecInput } from '@shared/model/spec'
import type { Metadata } from '../../formats/metadata'
import { pseudoWeights } from '../../formats/testing/arbitrary-model'
import { entryOf, loadedFrom } from '../../models/entry'
import type { LoadedModel } from '../../models/loaded-model'

/** Everything that moves between tools in another form: sides of padding, ε, the order of a map. */
const network: ModelSpecInput = {
  name: 'net',
  input: { height: 20, width: 14, channels: 3 },
  layers: [
    { id: 'stem', kind: 'conv2d', channels: 6, kernel: 3, stride: 2, padding: 'same' },
    { id: 'norm', kind: 'batchNorm', epsilon: 1e-3, momentum: 0.01 },
    { id: 'relu', kind: 'activation', function: 'leakyRelu' },
    { id: 'pool', kind: 'avgPool2d', window: 3, stride: 2, padding: 1, countIncludePad: false },
    { id: 'conv', kind: 'conv2d', channels: 8, kernel: 3, padding: 1 },
    { id: 'relu2', kind: 'activation', function: 'relu' },
    { id: 'flatten', kind: 'flatten' },
    { id: 'out', kind: 'dense', units: 5 },
  ],
}
export const metadata: Metadata = {
  spec: parseModelSpec(network),
  classes: ['a', 'b', 'c', 'd', 'e'],
  meaning: { kind: 'multiclass', given: 'logits' },
  normalisation: { mean: [0.4, 0.5, 0.6], std: [0.2, 0.3, 0.25] },
  invert: false,
  title: 'A network',
}

/** A model as it is after loading, with numbers that look random. */
export function loadedOf(described: Metadata): LoadedModel {
  const model = resolveModel(described.spec)
  const weights = pseudoWeights(model, 3)
  return loadedFrom(entryOf('imported', 'net', described, model), model, {
    metadata: described,
    weights,
  })
}
export const loaded = loadedOf(metadata)
