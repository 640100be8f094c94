import type { ModelSpec } from './spec'

/**
 * A network made to suit a data set: its input takes the pictures' size and channels, and its last dense layer one
 * unit a class. Everything else stays, so a LeNet can be trained on CIFAR-10 without editing it.
 */
export function fitToDataset(
  spec: ModelSpec,
  dataset: { readonly height: number; readonly width: number; readonly channels: number; readonly classes: number },
): ModelSpec {
  const { height, width, channels, classes } = dataset
  const last = spec.layers.length - 1
  const layers = spec.layers.map((layer, index) =>
    index === last && layer.kind === 'dense' ? { ...layer, units: classes } : layer,
  )
  return { ...spec, input: { height, width, channels }, layers }
}
