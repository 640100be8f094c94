import type { Notice } from '@shared/contract/training'
import type { Recipe } from '@shared/model/recipe'
import { z } from 'zod'

const extendedSchema = z.looseObject({
  extensions: z.array(z.looseObject({ epochs: z.number(), step: z.number() })).min(1),
})

/** Schedules that span the complete training, with their names. */
const SPANNING: Readonly<Partial<Record<Recipe['schedule']['kind'], string>>> = {
  cosine: 'cosine',
  oneCycle: 'one-cycle',
}

/**
 * The remark for training a run.json again whose schedule was recomputed on the way: its recipe alone
 * gives other rates and other weights.
 * @param file content of the file that was named as a recipe
 * @param recipe what will be trained
 */
export function otherRates(file: unknown, { schedule, epochs }: Recipe): Notice | undefined {
  const { success, data } = extendedSchema.safeParse(file)
  const name = SPANNING[schedule.kind]
  if (!success || name === undefined) return undefined
  const parts = data.extensions.map((part) => `${part.epochs} epochs until step ${part.step}`)
  return {
    type: 'notice',
    code: 'schedule',
    text: `That run was trained further under a ${name} schedule (${parts.join(', then ')}). This training has the ${name} of ${epochs} epochs from its first step, and ends with other weights.`,
  }
}
