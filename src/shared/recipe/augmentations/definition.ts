import { z } from 'zod'
import type { Label } from '../../label'

/** One way to change training pictures, with the one number that says how much. */
export interface AugmentationDefinition<K extends string = string> {
  readonly kind: K
  readonly label: Label
  /** What the number means, for a form. */
  readonly means: Label
  /** Its bounds. */
  readonly schema: z.ZodNumber
  /** The number where only the kind is chosen. */
  readonly start: number
  /** Whether it is defined for red, green and blue only. */
  readonly needsColour?: true
}

export const defineAugmentation = <const K extends string>(
  definition: AugmentationDefinition<K>,
): AugmentationDefinition<K> => definition

/** A share of one, above 0. */
export const share = z.number().positive().max(1)
