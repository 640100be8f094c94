import type { z } from 'zod'
import { AppError, phrase, type Phrase } from '@shared/errors'
import { checkValue } from '@shared/schema-fault'

export const malformed = (what: string | Phrase): AppError =>
  new AppError('invalid-file', phrase`The layers of model.json can't be read: ${what}.`)

/** A part of the topology, checked. @throws AppError `invalid-file` naming it */
export function check<T>(schema: z.ZodType<T>, value: unknown, what: string): T {
  const result = checkValue(schema, value)
  if (result.success) return result.data
  const [{ field, words }] = result.faults
  throw malformed(phrase`${what}: ${field} ${words}`)
}
