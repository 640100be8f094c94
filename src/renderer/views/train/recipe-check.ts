import type { z } from 'zod'
import { recipeSchema, type Recipe } from '@shared/model/recipe'
import type { ModelSpec } from '@shared/model/spec'
import { draftValue, type DraftField, type RecipeDraft } from './recipe-draft'

/** What is wrong with one field, for the words of the present language. */
export interface Fault {
  readonly kind:
    'number' | 'whole' | 'atLeast' | 'moreThan' | 'atMost' | 'lessThan' | 'channels' | 'other'
  readonly limit?: number
  /** The schema's own words, for `other`. */
  readonly message: string
}
export type Faults = Readonly<Partial<Record<DraftField | 'model' | 'dataset', Fault>>>

export type CheckedDraft =
  | { readonly recipe: Recipe; readonly faults: Faults }
  | { readonly recipe: undefined; readonly faults: Faults }

function faultOf(issue: z.core.$ZodIssue, channels: number): Fault {
  const { message } = issue
  if (issue.code === 'too_small' && issue.origin === 'array')
    return { kind: 'channels', limit: channels, message }
  if (issue.code === 'too_small')
    return { kind: issue.inclusive ? 'atLeast' : 'moreThan', limit: Number(issue.minimum), message }
  if (issue.code === 'too_big')
    return { kind: issue.inclusive ? 'atMost' : 'lessThan', limit: Number(issue.maximum), message }
  if (issue.code === 'invalid_type')
    return { kind: issue.expected === 'int' ? 'whole' : 'number', message }
  return { kind: 'other', message }
}

/**
 * `optimizer.momentum` → `momentum`, `normalisation.mean.0` → `mean`, `model.layers.3.kind` →
 * `model`.
 */
function fieldOf(path: readonly PropertyKey[]): string {
  const [first, second] = path.map(String)
  return first === 'optimizer' || first === 'schedule' || first === 'normalisation'
    ? (second ?? first)
    : (first ?? 'model')
}

/** Checks a draft against the recipe's schema; each field keeps its first fault. */
export function checkDraft(draft: RecipeDraft, model: ModelSpec, dataset: string): CheckedDraft {
  const result = recipeSchema.safeParse(draftValue(draft, model, dataset))
  if (!result.success) {
    const faults: Record<string, Fault> = {}
    for (const issue of result.error.issues)
      faults[fieldOf(issue.path)] ??= faultOf(issue, model.input.channels)
    return { recipe: undefined, faults }
  }
  const channels = model.input.channels
  const { normalisation } = result.data
  const faults: Record<string, Fault> = {}
  for (const field of ['mean', 'std'] as const) {
    const count = normalisation?.[field].length ?? channels
    if (count !== channels)
      faults[field] = {
        kind: 'channels',
        limit: channels,
        message: `One number a channel: ${channels}.`,
      }
  }
  return Object.keys(faults).length > 0
    ? { recipe: undefined, faults }
    : { recipe: result.data, faults }
}
