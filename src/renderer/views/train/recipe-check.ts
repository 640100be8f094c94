import { phrase, type Phrase } from '@shared/errors'
import { layerFault } from '@shared/model/frozen'
import { objectiveFault } from '@shared/model/objective'
import type { ResolvedModel } from '@shared/model/resolve'
import { suitsChannels } from '@shared/model/normalisation'
import type { AugmentationKind } from '@shared/recipe/augmentations'
import { kindsFor } from '@shared/recipe/augmentations/check'
import type { Relabelled } from '@shared/recipe/relabelled'
import type { SetAside } from '@shared/recipe/set-aside'
import { recipeSchema, type Recipe } from '@shared/model/recipe'
import type { ModelSpec } from '@shared/model/spec'
import { checkValue, type SchemaFault } from '@shared/schema-fault'
import { draftValue, type DraftField, type RecipeDraft } from './recipe-draft'

/** What is wrong with one field, for the words of the present language. */
export interface Fault {
  readonly kind:
    'number' | 'whole' | 'atLeast' | 'moreThan' | 'atMost' | 'lessThan' | 'channels' | 'other'
  readonly limit?: number
  /** What is wrong in general words, for `other`. */
  readonly words: Phrase
}
export type FaultField = DraftField | 'model' | 'dataset' | `augment.${AugmentationKind}`
export type Faults = Readonly<Partial<Record<FaultField, Fault>>>

export type CheckedDraft =
  | { readonly recipe: Recipe; readonly faults: Faults }
  | { readonly recipe: undefined; readonly faults: Faults }

function faultOf({ issue, words }: SchemaFault, channels: number): Fault {
  if (issue.code === 'too_small' && issue.origin === 'array')
    return { kind: 'channels', limit: channels, words }
  if (issue.code === 'too_small')
    return { kind: issue.inclusive ? 'atLeast' : 'moreThan', limit: Number(issue.minimum), words }
  if (issue.code === 'too_big')
    return { kind: issue.inclusive ? 'atMost' : 'lessThan', limit: Number(issue.maximum), words }
  if (issue.code === 'invalid_type')
    return { kind: issue.expected === 'int' ? 'whole' : 'number', words }
  return { kind: 'other', words }
}

/**
 * `optimizer.momentum` → `momentum`, `normalisation.mean.0` → `mean`, `model.layers.3.kind` →
 * `model`.
 */
function fieldOf(path: readonly PropertyKey[]): string {
  const [first, second] = path.map(String)
  if (first === 'validation') return second === 'share' ? 'validationShare' : (second ?? first)
  if (first === 'augment') return second === undefined ? first : `augment.${second}`
  return first === 'optimizer' || first === 'schedule' || first === 'normalisation'
    ? (second ?? first)
    : (first ?? 'model')
}

interface Known {
  /** What is set aside in the data set, and the corrected labels. */
  readonly present?: SetAside | undefined
  readonly corrected?: Relabelled | undefined
  readonly classes?: number | undefined
  readonly resolved?: ResolvedModel | undefined
}

/**
 * Checks a draft against the recipe's schema; each field keeps its first fault.
 * @param known of the data set, and of the network beyond its layers
 */
export function checkDraft(
  draft: RecipeDraft,
  model: ModelSpec,
  dataset: string,
  { present, corrected, ...network }: Known = {},
): CheckedDraft {
  const result = checkValue(recipeSchema, draftValue(draft, model, dataset, present, corrected))
  if (!result.success) {
    const faults: Record<string, Fault> = {}
    for (const fault of result.faults)
      faults[fieldOf(fault.path)] ??= faultOf(fault, model.input.channels)
    return { recipe: undefined, faults }
  }
  const channels = model.input.channels
  const { normalisation } = result.data
  const faults: Record<string, Fault> = {}
  for (const field of ['mean', 'std'] as const) {
    if (normalisation && !suitsChannels(normalisation[field].length, channels))
      faults[field] = {
        kind: 'channels',
        limit: channels,
        words: phrase`must have one number for all channels, or one for each: ${channels}`,
      }
  }
  const possible = kindsFor(channels)
  for (const kind of Object.keys(result.data.augment ?? {}) as AugmentationKind[]) {
    if (possible.includes(kind)) continue
    const words = phrase`changes colours, so it needs pictures with 3 channels; these have ${channels}`
    faults[`augment.${kind}`] = { kind: 'other', words }
  }
  const { classes, resolved } = network
  for (const fault of [
    classes === undefined ? undefined : objectiveFault(result.data, classes),
    resolved && layerFault(result.data, resolved),
  ])
    if (fault) faults[fault.field] = { kind: 'other', words: fault.words }
  return Object.keys(faults).length > 0
    ? { recipe: undefined, faults }
    : { recipe: result.data, faults }
}
