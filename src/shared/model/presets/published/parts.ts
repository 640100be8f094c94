import type { ModelSpecInput } from '../../spec'

export type LayerInput = ModelSpecInput['layers'][number]

/** ImageNet as the published networks read it: 224×224 in colour, 1000 classes. */
export const IMAGENET = { height: 224, width: 224, channels: 3 } as const

export const relu = (id: string, inputs?: string[]): LayerInput => ({
  id,
  kind: 'activation',
  function: 'relu',
  ...(inputs ? { inputs } : {}),
})

interface Conv {
  readonly channels: number
  readonly kernel: number
  readonly stride?: number
  readonly padding?: number
  readonly groups?: number
  readonly inputs?: string[]
}

/** Convolution without bias and the batch norm that brings one; `<id>` and `<id>-norm`. */
export const convNorm = (id: string, conv: Conv): LayerInput[] => [
  { id, kind: 'conv2d', bias: false, ...conv },
  { id: `${id}-norm`, kind: 'batchNorm' },
]

/** The same, with a ReLU behind: `<id>-relu`. */
export const convNormRelu = (id: string, conv: Conv): LayerInput[] => [
  ...convNorm(id, conv),
  relu(`${id}-relu`),
]
