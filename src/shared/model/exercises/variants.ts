import type { Layer } from '../../layers'
import type { ModelSpec } from '../spec'

type Change = (spec: ModelSpec) => ModelSpec

const eachLayer =
  (change: (layer: Layer) => Layer): Change =>
  (spec) => ({ ...spec, layers: spec.layers.map(change) })

/**
 * Square kernels of another size; the first convolution keeps the picture's size, as the chapter's
 * padding of 2 does.
 */
export const withKernels = (kernel: number): Change =>
  eachLayer((layer) =>
    'kernel' in layer
      ? { ...layer, kernel, padding: layer.id === 'conv1' ? (kernel - 1) / 2 : 0 }
      : layer,
  )

export const withChannels = (first: number, second: number): Change =>
  eachLayer((layer) =>
    'kernel' in layer ? { ...layer, channels: layer.id === 'conv1' ? first : second } : layer,
  )

export const withActivation = (name: Extract<Layer, { kind: 'activation' }>['function']): Change =>
  eachLayer((layer) =>
    'function' in layer
      ? { ...layer, id: layer.id.replace('sigmoid', name), function: name }
      : layer,
  )

export const withMaxPooling: Change = eachLayer((layer) => {
  if (!('countIncludePad' in layer)) return layer
  const { countIncludePad: _, ...rest } = layer
  return { ...rest, kind: 'maxPool2d' }
})
