import { phrase, type Phrase } from '@shared/errors'
import type { KerasLayer, KerasModel } from './graph'

/** Layers that change pictures in training only. */
const AUGMENTS =
  /^(Random(?!Crop)\w+|AugMix|CutMix|MixUp|RandAugment|GaussianNoise|GaussianDropout|AlphaDropout|SpatialDropout2D|ActivityRegularization)$/

const isPassed = ({ className }: KerasLayer): boolean =>
  className === 'Identity' || AUGMENTS.test(className)

/** A model without the layers that only act in training, and what is said of them. */
export function withoutPassed(model: KerasModel): {
  readonly model: KerasModel
  readonly notes: readonly Phrase[]
} {
  const before = new Map<string, string>()
  const real = (name: string): string => before.get(name) ?? name
  const layers: KerasLayer[] = []
  const passed: KerasLayer[] = []
  for (const layer of model.layers) {
    const inputs = layer.inputs.map(real)
    const [only] = inputs
    if (isPassed(layer) && !layer.fault && inputs.length === 1 && only !== undefined) {
      before.set(layer.name, only)
      if (layer.className !== 'Identity') passed.push(layer)
    } else layers.push({ ...layer, inputs })
  }
  const names = passed.map(({ className, name }) => `${className} "${name}"`).join(', ')
  const note = phrase`Left out, because they act in training only: ${names}.`
  return {
    model: { ...model, layers, output: real(model.output) },
    notes: passed.length > 0 ? [note] : [],
  }
}
