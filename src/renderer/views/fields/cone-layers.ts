import { traitsOf, type Layer } from '@shared/layers'
import {
  areaOf,
  boxesOf,
  boxOf,
  channelsOf,
  extentOf,
  type Cells,
  type Extent,
} from '@shared/math/field/cells'
import type { Pair } from '@shared/math/geometry'
import type { ResolvedModel } from '@shared/model/resolve'
import { INPUT_ID } from '@shared/model/spec'

/** A layer as the drawings of the cone show it. */
export interface ConeLayer {
  readonly id: string
  readonly kind: Layer['kind'] | 'input'
  readonly extent: Extent
}

/**
 * Whether a layer's units see what those at the same places of the layer before see: it is left out
 * of the drawings.
 */
function seesTheSame(layer: Layer): boolean {
  const { keeps, merges } = traitsOf(layer)
  return (keeps === 'units' || keeps === 'places') && merges === null
}

/**
 * The input and every layer that changes what is seen; the current one is there whatever it does.
 */
export const coneLayers = (
  model: ResolvedModel,
  chosen: string | undefined,
): readonly ConeLayer[] => [
  { id: INPUT_ID, kind: 'input', extent: extentOf(model.inputShape) },
  ...model.layers
    .filter(({ layer }) => !seesTheSame(layer) || layer.id === chosen)
    .map(({ layer, outputShape }) => ({
      id: layer.id,
      kind: layer.kind,
      extent: extentOf(outputShape),
    })),
]

/** A vector after the input: its units lie one below the other in its one cell. */
export const isVector = ({ id, extent: [height, width] }: ConeLayer): boolean =>
  id !== INPUT_ID && height === 1 && width === 1

interface Box {
  readonly rows: Pair
  readonly columns: Pair
}

/**
 * The marked cells of a layer as boxes, in cells of its map, and the box around them; of a vector
 * in parts of its one cell.
 */
export function partsOf(
  layer: ConeLayer,
  cells: Cells,
): { readonly boxes: readonly Box[]; readonly hull: Box | null } {
  if (!isVector(layer)) return { boxes: boxesOf(areaOf(cells)), hull: boxOf(areaOf(cells)) }
  const share = (unit: number): number => unit / layer.extent[2]
  const boxes = channelsOf(cells).map(([first, last]): Box => ({
    rows: [share(first), share(last + 1) - 1],
    columns: [0, 0],
  }))
  const [first, last] = [boxes[0], boxes.at(-1)]
  return {
    boxes,
    hull: first && last ? { rows: [first.rows[0], last.rows[1]], columns: [0, 0] } : null,
  }
}
