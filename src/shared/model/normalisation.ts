import { AppError, phrase } from '../errors'
import type { Normalisation } from './recipe'

const FIELDS = ['mean', 'std'] as const

/** How many numbers a list of means or deviations may have for so many channels. */
export const suitsChannels = (count: number, channels: number): boolean =>
  count === 1 || count === channels

/**
 * One mean and one standard deviation for each channel: a list of one number stands for all.
 * @throws AppError `invalid-recipe` where a list has neither one number nor one for each channel
 */
export function perChannel(normalisation: Normalisation, channels: number): Normalisation {
  for (const field of FIELDS) {
    const { length } = normalisation[field]
    if (!suitsChannels(length, channels)) {
      throw new AppError(
        'invalid-recipe',
        phrase`normalisation.${field} has ${length} values; the number of channels is ${channels}. Give one number, or one for each channel.`,
        { field: `normalisation.${field}`, channels },
      )
    }
  }
  const spread = (values: readonly number[]): number[] =>
    Array.from({ length: channels }, (_, i) => values[values.length === 1 ? 0 : i] ?? NaN)
  return { mean: spread(normalisation.mean), std: spread(normalisation.std) }
}

/**
 * Refuses a normalisation that doesn't suit a network's pictures.
 * @throws AppError `invalid-recipe` naming the field and the number of channels
 */
export function checkNormalisation(
  normalisation: Normalisation | undefined,
  { channels }: { readonly channels: number },
): void {
  if (normalisation) perChannel(normalisation, channels)
}
