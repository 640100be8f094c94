import { totalmem } from 'node:os'
import { AppError, phrase, type Phrase } from '@shared/errors'

/** More than this share is never planned for: the system and other programs need the rest. */
const SHARE = 0.8

/** One array has at most 2 GiB: what a call to the system or to TensorFlow takes at once. */
export const LARGEST_ARRAY = 2 ** 31

/**
 * A model that is opened has its weights as arrays and on the device; while it is evaluated, once
 * more in a graph and a part of them on the way there.
 */
const OPENED_COPIES = 4

/**
 * The memory that networks are planned with, in bytes: the machine's, or less where a container
 * has less. `$CONVSCOPE_MEMORY` names another number.
 */
export function memoryAtHand(
  named = process.env['CONVSCOPE_MEMORY'],
  machine = totalmem(),
  container = process.constrainedMemory(),
): number {
  const given = Number(named)
  if (named && given > 0) return given
  // Without a limit the system names 0 or more than there is.
  return container > 0 ? Math.min(machine, container) : machine
}

/** What may be taken of so much memory. */
export const usable = (memory = memoryAtHand()): number => SHARE * memory

/** Bytes of weights that can be opened: read, put on the device and evaluated. */
export const weightsLimit = (memory = memoryAtHand()): number =>
  Math.floor(usable(memory) / OPENED_COPIES)

/** What the models that were opened last may keep, besides the newest of them. */
export const cachedBytes = (): number => usable() / 8

export const gigabytes = (bytes: number): string =>
  bytes < 1e8 ? `${(bytes / 1e6).toFixed(1)} MB` : `${(bytes / 1e9).toFixed(1)} GB`

/** Whether what failed would not fail with more memory: no file is at fault. */
export const isMemoryRefusal = (thrown: unknown): boolean =>
  thrown instanceof AppError && thrown.code === 'too-large' && 'memory' in (thrown.details ?? {})

/**
 * To be called before weights are read or made.
 * @param what whose weights they are, to follow "The weights of"
 * @throws AppError `too-large` in numbers
 */
export function requireOpenable(
  bytes: number,
  what: string | Phrase,
  memory = memoryAtHand(),
): void {
  const limit = weightsLimit(memory)
  if (bytes <= limit) return
  throw new AppError(
    'too-large',
    phrase`The weights of ${what} take ${gigabytes(bytes)} (${bytes} bytes), and to open them takes ${OPENED_COPIES} times as much; this machine has ${gigabytes(memory)} of memory, enough for weights of ${gigabytes(limit)}. Make its widest layers narrower, or open it on a machine with more memory.`,
    { bytes, limit, memory },
  )
}
