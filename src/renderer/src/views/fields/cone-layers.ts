import type { Layer } from '@shared/layers'
import { extentOf, type Extent } from '@shared/math/field/cells'
import type { ResolvedModel } from '@shared/model/resolve'
import { INPUT_ID } from '@shared/model/spec'

/** A layer as the drawings of the cone show it. */
export interface ConeLayer {
  readonly id: string
  readonly kind: Layer['kind'] | 'input'
  readonly extent: Extent
}

/** Layers whose units see what those of the layer before see: they are left out of the drawings. */
const SAME: readonly Layer['kind'][] = ['activation', 'batchNorm', 'dropout', 'softmax']

/** The input and every layer that changes what is seen; the one at hand is there whatever it does. */
export const coneLayers = (model: ResolvedModel, chosen: string | undefined): readonly ConeLayer[] => [
  { id: INPUT_ID, kind: 'input', extent: extentOf(model.inputShape) },
  ...model.layers
    .filter(({ layer }) => !SAME.includes(layer.kind) || layer.id === chosen)
    .map(({ layer, outputShape }) => ({ id: layer.id, kind: layer.kind, extent: extentOf(outputShape) })),
]
