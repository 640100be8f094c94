import { AppError, phrase } from '@shared/errors'

/** How a calculation that takes a while is followed and stopped. */
export interface Work {
  readonly signal?: AbortSignal
  /** Called with what has been done so far. */
  readonly onProgress?: (done: number) => void
}

/**
 * Lets other requests be answered, between two batches.
 * @throws AppError `cancelled`
 */
export async function nextTurn(signal: AbortSignal | undefined): Promise<void> {
  await new Promise((resolve) => setImmediate(resolve))
  if (signal?.aborted) throw new AppError('cancelled', phrase`The calculation was stopped.`)
}
