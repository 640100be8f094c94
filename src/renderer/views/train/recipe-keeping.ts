import { z } from 'zod'
import { CHOICES, isChoice } from '@shared/model/recipe-fields'
import { modelRefSchema } from '@shared/contract/models'
import { modelSpecSchema } from '@shared/model/spec'
import { AUGMENTATION_KINDS } from '@shared/recipe/augmentations'
import { OPTIMIZER_KINDS } from '@shared/recipe/optimizers'
import { SCHEDULE_KINDS } from '@shared/recipe/schedules'
import { setAsideSchema } from '@shared/recipe/set-aside'
import { validationSchema } from '@shared/recipe/validation'
import { keepAsText } from '@renderer/stores/kept-text'
import { chapterDraft, type RecipeDraft } from './recipe-draft'
import { LOADED, useRecipeForm } from './recipe-store'

const keptSchema = z.object({
  version: z.literal(1),
  model: z.union([modelRefSchema, z.literal(LOADED)]),
  dataset: z.string().max(200),
  draft: z.record(z.string(), z.unknown()),
  loadedSpec: modelSpecSchema.nullable(),
})

const augmentSchema = z.partialRecord(z.enum(AUGMENTATION_KINDS), z.string())
const VALIDATION_KINDS = validationSchema.options.map(({ shape }) => shape.from.value)

/** The kinds and choices that a field may name, where it is none of what is typed. */
function mayBe(field: string, value: unknown): boolean {
  if (field === 'optimizer') return OPTIMIZER_KINDS.some((kind) => kind === value)
  if (field === 'schedule') return SCHEDULE_KINDS.some((kind) => kind === value)
  if (field === 'augment') return augmentSchema.safeParse(value).success
  if (field === 'validation')
    return value === 'none' || VALIDATION_KINDS.some((kind) => kind === value)
  if (field === 'lesson') return value === undefined || typeof value === 'string'
  if (field === 'setAside')
    return value === 'present' || value === 'none' || setAsideSchema.safeParse(value).success
  return !isChoice(field) || Object.hasOwn(CHOICES[field], String(value))
}

/**
 * The draft of an earlier session as this version's form shows it: fields that it did not have, and
 * values that this version does not know, are the chapter's.
 */
export function draftFromKept(kept: Readonly<Record<string, unknown>>): RecipeDraft {
  const chapter = chapterDraft()
  const known = Object.entries(chapter).map(([field, value]) => {
    const before = kept[field]
    const isFree = field === 'lesson' || field === 'setAside'
    const fits = (isFree || typeof before === typeof value) && mayBe(field, before)
    return [field, fits ? before : value]
  })
  return { ...chapter, ...(Object.fromEntries(known) as Partial<RecipeDraft>) }
}

/** Keeps the recipe's form for the next session, as it is typed. */
export function keepRecipe(): Promise<void> {
  const form = useRecipeForm()
  const value = (): unknown => ({ version: 1, ...form.snapshot() })
  return keepAsText({
    name: 'recipe',
    changes: () => JSON.stringify(value()),
    value,
    takeUp(text) {
      const { draft, model, dataset, loadedSpec } = keptSchema.parse(text)
      form.put({ model, dataset, draft: draftFromKept(draft), loadedSpec })
    },
  })()
}
