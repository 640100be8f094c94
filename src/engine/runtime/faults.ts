import { AppError, phrase, type ErrorCode, type Phrase } from '@shared/errors'

const CODES: Readonly<Record<string, ErrorCode>> = {
  ENOSPC: 'no-space',
  EDQUOT: 'no-space',
  ENOENT: 'not-found',
  ENOTDIR: 'not-found',
  EEXIST: 'already-exists',
  EACCES: 'invalid-file',
  EPERM: 'invalid-file',
  EISDIR: 'invalid-file',
  EROFS: 'invalid-file',
  ABORT_ERR: 'cancelled',
}

/** What the most common system errors mean, for people. */
const REASONS: Readonly<Record<string, Phrase>> = {
  ENOSPC: phrase`the disk is full (ENOSPC). Free some space and try again`,
  EDQUOT: phrase`the quota of this disk is used up (EDQUOT). Free some space and try again`,
  ENOENT: phrase`it does not exist (ENOENT)`,
  ENOTDIR: phrase`a part of its path is not a folder (ENOTDIR)`,
  EEXIST: phrase`it already exists (EEXIST)`,
  EACCES: phrase`this user has no permission to do that there (EACCES)`,
  EPERM: phrase`this user has no permission to do that there (EPERM)`,
  EISDIR: phrase`it is a folder (EISDIR)`,
  EROFS: phrase`the disk is read-only (EROFS)`,
  EIO: phrase`the disk has a fault (EIO)`,
}

/** The system's own code for a failure (`ENOSPC` …), if it has one. */
export function systemCode(error: unknown): string | undefined {
  const code = error instanceof Error ? (error as NodeJS.ErrnoException).code : undefined
  return typeof code === 'string' ? code : undefined
}

/**
 * Turns a failure of the file system, or an abort, into an AppError that says what was being done.
 * @param doing what failed, to follow "Could not": read /data/labels
 */
export function asFault(error: unknown, doing: Phrase): AppError {
  if (error instanceof AppError) return error
  if (error instanceof Error && error.name === 'AbortError') return cancelled()
  const system = systemCode(error)
  const code = system ? CODES[system] : undefined
  const reason = REASONS[system ?? ''] ?? (error instanceof Error ? error.message : String(error))
  return new AppError(
    code ?? 'internal',
    phrase`Could not ${doing}: ${reason}`,
    system ? { system } : undefined,
  )
}

export function cancelled(): AppError {
  return new AppError('cancelled', phrase`Cancelled; nothing was changed`)
}

/** @throws AppError `cancelled` once the signal has fired. */
export function checkCancelled(signal: AbortSignal | undefined): void {
  if (signal?.aborted) throw cancelled()
}
