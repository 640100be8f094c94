import { count, MAX_COUNT, paddingSchema, sizeSchema } from '@shared/layers/definition'
import { AppError, phrase } from '@shared/errors'
import { fieldsOf, type OperationId } from '@shared/operations'
import { z } from 'zod'
import { fieldFault } from './numbers'

const PAIR = 'or [vertical, horizontal]'

/** The settings that operations share, with a description of their values. */
const FIELDS = {
  padding: {
    schema: paddingSchema,
    expected: `a whole number from 0 to ${MAX_COUNT}, [vertical, horizontal], [[top, bottom], [left, right]], "valid" or "same"`,
  },
  stride: { schema: sizeSchema, expected: `a whole number from 1 to ${MAX_COUNT}, ${PAIR}` },
  dilation: { schema: sizeSchema, expected: `a whole number from 1 to ${MAX_COUNT}, ${PAIR}` },
  window: { schema: sizeSchema, expected: `a whole number from 1 to ${MAX_COUNT}, ${PAIR}` },
  groups: { schema: count.min(1), expected: `a whole number from 1 to ${MAX_COUNT}` },
  countIncludePad: { schema: z.boolean(), expected: 'true or false' },
} as const satisfies Record<string, { schema: z.ZodType; expected: string }>

type FieldName = keyof typeof FIELDS
type FieldValue<F extends FieldName> = z.infer<(typeof FIELDS)[F]['schema']>

/** A request as it was received; a field that is `null` counts as left out. */
export type Request = Readonly<Record<string, unknown>>

/**
 * The request as a record of known fields.
 * @throws AppError `invalid-argument` if it is not an object, or has a field that the operation
 *   does not have
 */
export function readRequest(value: unknown, operation: OperationId): Request {
  const known: readonly string[] = fieldsOf(operation)
  if (typeof value !== 'object' || value === null || Array.isArray(value)) {
    throw new AppError(
      'invalid-argument',
      phrase`${operation} takes a JSON object such as {"input": [[…]], …}.`,
    )
  }
  const given = Object.entries(value).filter(([, member]) => member !== null)
  for (const [field] of given) {
    if (!known.includes(field))
      throw fieldFault(
        field,
        phrase`${operation} has no such field; it takes ${known.join(', ')}.`,
        { known },
      )
  }
  return Object.fromEntries(given)
}

/**
 * One setting of a request, or `undefined` if it was left out.
 * @throws AppError `invalid-argument` naming the field and its possible values
 */
export function readField<F extends FieldName>(
  request: Request,
  field: F,
): FieldValue<F> | undefined {
  const value = request[field]
  if (value === undefined) return undefined
  const { schema, expected } = FIELDS[field]
  const result = schema.safeParse(value)
  if (!result.success)
    throw fieldFault(field, phrase`expected ${expected}, got ${JSON.stringify(value)}.`)
  return result.data as FieldValue<F>
}
