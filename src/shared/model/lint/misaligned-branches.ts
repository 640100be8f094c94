import { traitsOf } from '../../layers'
import type { LayerField } from '../../math/receptive-field'
import { fieldCenter } from '../../math/receptive-field'
import { aligned, cut } from './align'
import { once, type LintRule } from './rule'

/** Branches that meet although the same unit of each looks at another place. */
export const misalignedBranches: LintRule = (context) =>
  context.model.layers.flatMap(({ layer, inputs }) => {
    if (!traitsOf(layer).merges) return []
    const found = firstPair((id) => context.at(id)?.summary.receptiveField, inputs)
    if (!found) return []
    return [
      {
        rule: 'misalignedBranches' as const,
        layers: [layer.id, ...inputs],
        values: { layer: layer.id, ...found },
        fix: once(
          () =>
            aligned(context, layer.id, misalignedBranches) ?? cut(context, layer.id, found.second),
        ),
      },
    ]
  })

type Mismatch = Readonly<Record<'first' | 'second', string>> & {
  readonly rows: number
  readonly columns: number
}

/** The first two branches whose centres differ, with how far, in pixels of the picture. */
function firstPair(
  fieldOf: (id: string) => Omit<LayerField, 'aligned'> | null | undefined,
  inputs: readonly string[],
): Mismatch | undefined {
  const [first = ''] = inputs
  const a = fieldOf(first)
  if (!a) return undefined
  for (const second of inputs.slice(1)) {
    const b = fieldOf(second)
    if (!b) continue
    const [rows, columns] = [
      fieldCenter(b)[0] - fieldCenter(a)[0],
      fieldCenter(b)[1] - fieldCenter(a)[1],
    ]
    if (rows !== 0 || columns !== 0) return { first, second, rows, columns }
  }
  return undefined
}
