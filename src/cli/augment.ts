import { InvalidArgumentError } from 'commander'
import {
  AUGMENTATIONS,
  augmentationsIn,
  augmentationsSchema,
  type Augmentations,
} from '@shared/recipe/augmentations'
import { checkValue } from '@shared/schema-fault'
import { sayPhrase } from '@shared/errors'

/** "flip[=0.5], shift[=0.1]", …: every kind with its number where none is given. */
export const AUGMENT_FORMS = AUGMENTATIONS.map(({ kind, start }) => `${kind}[=${start}]`).join(', ')

/** "flip,shift=0.1": kinds with their numbers; "none" for no change. */
export function parseAugment(text: string): Augmentations {
  if (text === 'none') return {}
  const fields = text.split(',').map((part) => {
    const [kind = '', amount, ...more] = part.trim().split('=')
    const found = AUGMENTATIONS.find((each) => each.kind === kind)
    if (!found || more.length > 0)
      throw new InvalidArgumentError(`Expected none, or a list of ${AUGMENT_FORMS}.`)
    return [kind, amount === undefined ? found.start : amount === '' ? NaN : Number(amount)]
  })
  const result = checkValue(augmentationsSchema, Object.fromEntries(fields))
  if (result.success) return result.data
  const [{ field, words }] = result.faults
  throw new InvalidArgumentError(`${field} ${sayPhrase(words)}.`)
}

/** The text of which `parseAugment` makes these. */
export const augmentText = (augment: Augmentations): string =>
  augmentationsIn(augment)
    .map(([kind, amount]) => `${kind}=${amount}`)
    .join(',') || 'none'
