import type { z } from 'zod'
import type { Progress } from '../contract/common'
import { AppError, phrase, type Phrase } from '../errors'
import { checkValue } from '../schema-fault'

/** Schemas of every call and event between two ends; both ends use the same one. */
export interface Contract {
  readonly calls: Readonly<
    Record<string, { readonly input: z.ZodType; readonly output: z.ZodType }>
  >
  readonly events: Readonly<Record<string, z.ZodType>>
}

export type CallName<C extends Contract> = keyof C['calls'] & string
export type EventName<C extends Contract> = keyof C['events'] & string
/** The input of a caller, where defaults may be left out, and what the handler receives. */
export type Given<C extends Contract, N extends CallName<C>> = z.input<C['calls'][N]['input']>
export type Received<C extends Contract, N extends CallName<C>> = z.output<C['calls'][N]['input']>
export type Output<C extends Contract, N extends CallName<C>> = z.output<C['calls'][N]['output']>
export type Payload<C extends Contract, E extends EventName<C>> = z.output<C['events'][E]>

export interface CallContext {
  /** Aborted when the caller cancels or its port closes. */
  readonly signal: AbortSignal
  readonly onProgress: (progress: Progress) => void
}

export type Handlers<C extends Contract> = {
  readonly [N in CallName<C>]: (
    input: Received<C, N>,
    context: CallContext,
  ) => Output<C, N> | Promise<Output<C, N>>
}

/**
 * Parses what came from the other side.
 * @throws AppError `code`, naming what was parsed and the first invalid field.
 */
export function parseAs<S extends z.ZodType>(
  schema: S,
  value: unknown,
  what: Phrase,
  code: 'invalid-argument' | 'internal',
): z.output<S> {
  const result = checkValue(schema, value)
  if (result.success) return result.data
  const [{ field, words }] = result.faults
  throw new AppError(
    code,
    field ? phrase`${what}, field "${field}": ${words}.` : phrase`${what}: ${words}.`,
    { field },
  )
}
