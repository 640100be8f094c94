import { totalmem } from 'node:os'
import { AppError, phrase, type Phrase } from '@shared/errors'

/**
 * The largest share of the memory that is ever planned for. The system and other programs need the
 * rest.
 */
const SHARE = 0.8

/** One array has at most 2 GiB, the most that a call to the system or to TensorFlow accepts. */
export const LARGEST_ARRAY = 2 ** 31

/**
 * An open model holds its weights as arrays and on the device. While it is evaluated, a graph holds
 * them once more, and a part of them is being copied.
 */
const OPENED_COPIES = 4

/**
 * The memory that is available for networks, in bytes: the machine's, or a container's if that is
 * less. `$CONVSCOPE_MEMORY` overrides it.
 */
export function availableMemory(
  named = process.env['CONVSCOPE_MEMORY'],
  machine = totalmem(),
  container = process.constrainedMemory(),
): number {
  const given = Number(named)
  if (named && given > 0) return given
  // Without a limit the system gives 0, or more than the machine has.
  return container > 0 ? Math.min(machine, container) : machine
}

/** How much of that memory may be used. */
export const usable = (memory = availableMemory()): number => SHARE * memory

/**
 * The most bytes of weights that a model can have to be opened: read, put on the device and
 * evaluated.
 */
export const weightsLimit = (memory = availableMemory()): number =>
  Math.floor(usable(memory) / OPENED_COPIES)

/** The bytes that recently opened models may keep in memory, besides the newest one. */
export const cachedBytes = (): number => usable() / 8

export const gigabytes = (bytes: number): string =>
  bytes < 1e8 ? `${(bytes / 1e6).toFixed(1)} MB` : `${(bytes / 1e9).toFixed(1)} GB`

/** Whether a failure is due to too little memory, and not to a file. */
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
  memory = availableMemory(),
): void {
  const limit = weightsLimit(memory)
  const fault = openingFault(bytes, what, memory)
  if (fault) throw new AppError('too-large', fault, { bytes, limit, memory })
}

/** 138,357,544 */
const grouped = (count: number): string => count.toLocaleString('en-US')

/** Why weights of so many bytes can't be opened on this machine; nothing where they can. */
export function openingFault(
  bytes: number,
  what: string | Phrase,
  memory = availableMemory(),
): Phrase | undefined {
  const limit = weightsLimit(memory)
  if (bytes <= limit) return undefined
  return phrase`The ${grouped(bytes / 4)} weights of ${what} take ${gigabytes(bytes)} (${grouped(bytes)} bytes), and opening them needs ${OPENED_COPIES} times as much memory. This machine has ${gigabytes(memory)} of memory, enough for weights of ${gigabytes(limit)}. Make its widest layers narrower, or open it on a machine with more memory.`
}
