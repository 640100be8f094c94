import { z } from 'zod'
import { phraseSchema } from '../contract/common'
import { AppError, type ErrorCode, type ErrorData } from '../errors'
import { toPlain } from './plain'

const id = z.number().int().min(0)
const name = z.string().max(100)

/** Messages of a client. Names are looked up, and inputs parsed by the contract, afterwards. */
export const requestSchema = z.discriminatedUnion('type', [
  z.strictObject({ type: z.literal('call'), id, name, input: z.unknown() }),
  z.strictObject({ type: z.literal('cancel'), id }),
  z.strictObject({ type: z.literal('listen'), event: name }),
  z.strictObject({ type: z.literal('unlisten'), event: name }),
])
export type Request = z.infer<typeof requestSchema>

const CODES = {
  'invalid-argument': true,
  'invalid-model': true,
  'invalid-recipe': true,
  'invalid-image': true,
  'invalid-file': true,
  unsupported: true,
  'too-large': true,
  'not-found': true,
  'already-exists': true,
  busy: true,
  cancelled: true,
  diverged: true,
  corrupt: true,
  'no-space': true,
  network: true,
  'engine-unavailable': true,
  internal: true,
} as const satisfies Record<ErrorCode, true>

export const errorDataSchema = z.object({
  code: z.enum(Object.keys(CODES) as [ErrorCode, ...ErrorCode[]]).catch('internal'),
  message: z.string(),
  details: z.record(z.string(), z.unknown()).optional(),
  phrase: phraseSchema.optional().catch(undefined),
})

/** Messages of a server. Outputs and payloads are parsed by the contract afterwards. */
export const replySchema = z.discriminatedUnion('type', [
  z.strictObject({ type: z.literal('result'), id, output: z.unknown() }),
  z.strictObject({ type: z.literal('error'), id, error: errorDataSchema }),
  z.strictObject({ type: z.literal('progress'), id, progress: z.unknown() }),
  z.strictObject({ type: z.literal('event'), event: name, payload: z.unknown() }),
])
export type Reply = z.infer<typeof replySchema>

/**
 * An error in the form in which it may leave a process. An unexpected error keeps its message and
 * loses its stack; details that a port can't carry are left out.
 */
export function errorForPort(thrown: unknown): ErrorData {
  const { details, ...said } = AppError.from(thrown).toData()
  if (said.code === 'internal' || details === undefined) return said
  try {
    return { ...said, details: toPlain(details) as NonNullable<ErrorData['details']> }
  } catch {
    return said
  }
}
