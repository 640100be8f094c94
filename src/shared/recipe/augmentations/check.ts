import { AppError, phrase } from '../../errors'
import { AUGMENTATIONS, type AugmentationKind, type Augmentations } from '.'

/** The kinds that pictures with so many channels can have. */
export const kindsFor = (channels: number): readonly AugmentationKind[] =>
  AUGMENTATIONS.filter(({ needsColour }) => !needsColour || channels === 3).map(({ kind }) => kind)

/**
 * Refuses changes of colour for pictures without red, green and blue.
 * @throws AppError `invalid-recipe` naming the field
 */
export function checkAugmentations(
  augment: Augmentations | undefined,
  { channels }: { readonly channels: number },
): void {
  const possible = kindsFor(channels)
  const used = Object.keys(augment ?? {}) as AugmentationKind[]
  const wrong = used.find((kind) => !possible.includes(kind))
  if (wrong === undefined) return
  throw new AppError(
    'invalid-recipe',
    phrase`augment.${wrong} changes colours, so it needs pictures with 3 channels; these have ${channels}. Leave it out.`,
    { field: `augment.${wrong}`, channels },
  )
}
