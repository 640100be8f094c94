import type { DatasetInfo, SplitName } from '@shared/contract/datasets'
import type { Recipe } from '@shared/model/recipe'
import { countRelabelled, type NewLabels } from '@shared/recipe/relabelled'
import { InvalidArgumentError } from 'commander'
import { grouped } from './format'
import { saysOfDataset } from './recipe-options'
import type { Output } from './terminal'

/** "17=3,25=0" → positions with the classes that they count as. */
export function parseLabels(text: string): NewLabels {
  return text.split(',').map((part) => {
    const [, position, label] = /^\s*(\d{1,9})=(\d{1,5})\s*$/.exec(part) ?? []
    if (position === undefined || label === undefined)
      throw new InvalidArgumentError('Expected positions with classes such as 17=3,25=0.')
    return [Number(position), Number(label)]
  })
}

/** "train: 17 (coat)": the corrected labels of a half, for people. */
export const labelLines = (
  half: SplitName,
  labels: NewLabels,
  classes: DatasetInfo['classes'],
): string[] =>
  labels.length === 0
    ? []
    : [`${half}: ${labels.map(([at, label]) => `${at} is ${classes[label] ?? label}`).join(', ')}`]

interface Asked {
  /** `--corrected-labels`, `--no-corrected-labels`, or neither. */
  readonly correctedLabels?: boolean
  readonly dataset?: string
}

/**
 * The recipe with its corrected labels: those of its data set, unless it comes from a file, which
 * says so itself; options stand over both.
 * @param file content of the recipe file, or of a run.json
 */
export async function withRelabelled(
  { relabelled: own, ...recipe }: Recipe,
  { correctedLabels: asked, dataset }: Asked,
  file: unknown,
  output: Output,
): Promise<Recipe> {
  if (asked === false) return recipe
  const { datasetInfo } = await import('../engine/datasets')
  const { relabelled: present, title } = await datasetInfo(recipe.dataset)
  const isOfFile = saysOfDataset(file, dataset, recipe.dataset)
  if (asked !== true && isOfFile) return own ? { ...recipe, relabelled: own } : recipe
  if (!present) return recipe
  output.note(`${title}: ${grouped(countRelabelled(present))} labels are corrected.`)
  return { ...recipe, relabelled: present }
}
