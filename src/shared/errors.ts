import type { z } from 'zod'
import { inEnglish, phrase, type Phrase, type Words } from './phrase'
import { faultsOf } from './schema-fault'

export { inEnglish, listOfPhrases, phrase, sayPhrase, type Phrase, type Words } from './phrase'

/**
 * The kind of an error: a stable word that programs can test for. The sentence for people is the
 * error's message.
 */
export type ErrorCode =
  | 'invalid-argument'
  | 'invalid-model'
  | 'invalid-recipe'
  | 'invalid-image'
  | 'invalid-file'
  | 'unsupported'
  | 'too-large'
  | 'not-found'
  | 'already-exists'
  | 'busy'
  | 'cancelled'
  | 'diverged'
  | 'corrupt'
  | 'no-space'
  | 'network'
  | 'engine-unavailable'
  | 'internal'

export interface ErrorData {
  readonly code: ErrorCode
  readonly message: string
  /** Facts for programs: the layer or field at fault, sizes, the valid range. Plain JSON. */
  readonly details?: Readonly<Record<string, unknown>>
  /** The message with its values kept apart, which the window translates into its language. */
  readonly phrase?: Phrase
}

/** An error that is meant to be read: the message says what was wrong, where, and what to do. */
export class AppError extends Error {
  override readonly name = 'AppError'
  readonly phrase: Phrase | undefined

  /**
   * @param message a phrase wherever the error may reach the window, which translates it
   */
  constructor(
    readonly code: ErrorCode,
    message: Words,
    readonly details?: Readonly<Record<string, unknown>>,
  ) {
    super(inEnglish(message))
    this.phrase = typeof message === 'string' ? undefined : message
  }

  /** The message as a part of another one. */
  get words(): Words {
    return this.phrase ?? this.message
  }

  /**
   * Structured clone drops an Error's own fields, so errors pass through a port as this plain
   * object.
   */
  toData(): ErrorData {
    const { code, message, details, phrase } = this
    return { code, message, ...(details ? { details } : {}), ...(phrase ? { phrase } : {}) }
  }

  static fromData(data: ErrorData): AppError {
    return new AppError(data.code, data.phrase ?? data.message, data.details)
  }

  /**
   * Any thrown value as an AppError, also one that crossed a process boundary as plain data.
   * Unexpected errors become `internal`.
   */
  static from(thrown: unknown): AppError {
    if (thrown instanceof AppError) return thrown
    if (isErrorData(thrown)) return AppError.fromData(thrown)
    if (isRefusal(thrown)) {
      const [{ field, words }] = faultsOf(thrown)
      return new AppError('internal', phrase`A value is invalid: ${field} ${words}`)
    }
    if (thrown instanceof Error)
      return new AppError('internal', thrown.message, { stack: thrown.stack })
    return new AppError('internal', textOf(thrown))
  }
}

/** An unexpected refusal by a schema. */
const isRefusal = (thrown: unknown): thrown is z.ZodError =>
  thrown instanceof Error && thrown.name === 'ZodError' && 'issues' in thrown

/** Anything can be thrown, also an object that can't be converted to text. */
function textOf(thrown: unknown): string {
  try {
    return String(thrown)
  } catch {
    return typeof thrown
  }
}

const isErrorData = (value: unknown): value is ErrorData =>
  typeof value === 'object' &&
  value !== null &&
  !(value instanceof Error) &&
  typeof (value as Partial<ErrorData>).code === 'string' &&
  typeof (value as Partial<ErrorData>).message === 'string'

/** The end of a switch over a union: a forgotten member does not compile. */
export function assertNever(value: never): never {
  throw new AppError('internal', `Unexpected value: ${JSON.stringify(value)}`)
}
