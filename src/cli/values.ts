import { AppError, sayPhrase } from '@shared/errors'
import { checkValue } from '@shared/schema-fault'
import { InvalidArgumentError } from 'commander'
import { z } from 'zod'

/** The numbers that a schema accepts, in words: "a whole number from 1 to 65536". */
export function boundsOf(schema: z.ZodType<number>): string {
  const { type, minimum, exclusiveMinimum, maximum, exclusiveMaximum } = z.toJSONSchema(schema, {
    io: 'input',
  })
  const most = maximum === Number.MAX_SAFE_INTEGER ? undefined : maximum
  return [
    type === 'integer' ? 'a whole number' : 'a number',
    ...(minimum === undefined ? [] : [`from ${minimum}`]),
    ...(exclusiveMinimum === undefined ? [] : [`above ${exclusiveMinimum}`]),
    ...(most === undefined ? [] : [`to ${most}`]),
    ...(exclusiveMaximum === undefined ? [] : [`to below ${exclusiveMaximum}`]),
  ].join(' ')
}

/** A number that a schema accepts; anything else is wrong usage, with the schema's own bounds. */
export const numberOf =
  (schema: z.ZodType<number>) =>
  (text: string): number => {
    const result = schema.safeParse(text.trim() === '' ? NaN : Number(text))
    if (!result.success) throw new InvalidArgumentError(`Expected ${boundsOf(schema)}.`)
    return result.data
  }

/** A value that a schema accepts; anything else is wrong usage, in the schema's words. */
export const valueOf =
  <S extends z.ZodType>(schema: S) =>
  (value: unknown): z.output<S> => {
    const result = checkValue(schema, value)
    if (result.success) return result.data
    throw new InvalidArgumentError(`It ${sayPhrase(result.faults[0].words)}.`)
  }

/**
 * A value that an action checks itself, after its options were read.
 * @param what it is called in the message
 * @throws AppError `invalid-argument` in the schema's words
 */
export function checked<S extends z.ZodType>(schema: S, value: unknown, what: string): z.output<S> {
  const result = checkValue(schema, value)
  if (result.success) return result.data
  const [{ field, words }] = result.faults
  throw new AppError('invalid-argument', `${what} ${sayPhrase(words)}.`, field ? { field } : {})
}

/** A whole number from `minimum`; anything else is wrong usage. */
export const wholeNumber = (minimum: number): ((text: string) => number) =>
  numberOf(z.number().int().min(minimum))

/**
 * Whole numbers from `minimum`, separated by commas: "5,3".
 * @param names what they are, for the message
 * @param optional this many at the end may be left out
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
