import { InvalidArgumentError } from 'commander'

/** A whole number from `minimum`; anything else is wrong usage. */
export const wholeNumber =
  (minimum: number) =>
  (text: string): number => {
    const value = Number(text)
    if (text.trim() === '' || !Number.isSafeInteger(value) || value < minimum) {
      throw new InvalidArgumentError(`Expected a whole number from ${minimum}.`)
    }
    return value
  }

/** A number within bounds; `above` is left out, `below` too. */
export const numberBetween =
  (above: number, below: number, include = false) =>
  (text: string): number => {
    const value = Number(text)
    const inside = include ? value >= above && value <= below : value > above && value < below
    if (text.trim() === '' || !inside) {
      throw new InvalidArgumentError(
        `Expected a number ${include ? 'from' : 'above'} ${above}${Number.isFinite(below) ? ` ${include ? 'to' : 'and below'} ${below}` : ''}.`,
      )
    }
    return value
  }

/**
 * So many whole numbers from `minimum`, separated by commas: "5,3".
 * @param names what they are, for the message
 * @param optional so many at the end may be left out
 */
export const wholeNumbers =
  (names: readonly string[], minimum: number, optional = 0) =>
  (text: string): readonly number[] => {
    const values = text.split(',').map(Number)
    const least = names.length - optional
    if (
      values.length < least ||
      values.length > names.length ||
      values.some((value) => !Number.isSafeInteger(value) || value < minimum) ||
      text.split(',').some((part) => part.trim() === '')
    ) {
      const shown =
        names.slice(0, least).join(',') +
        names
          .slice(least)
          .map((name) => `[,${name}]`)
          .join('')
      throw new InvalidArgumentError(
        `Expected ${shown}: ${optional > 0 ? `${least} or ${names.length}` : names.length} whole numbers from ${minimum}, separated by commas.`,
      )
    }
    return values
  }
