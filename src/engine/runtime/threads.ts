import { availableParallelism } from 'node:os'
import { deviceName, isLoaded } from './tensorflow'

/**
 * How libtensorflow uses the cores, chosen once for a process, when the library is loaded. `parts`:
 * each operation has one thread and several operations run at once, which suits a batch that goes
 * through the network in parts. `operations`: one operation at a time has all cores.
 */
export type Threads = 'parts' | 'operations'

const INTRA = 'TF_NUM_INTRAOP_THREADS'
const INTER = 'TF_NUM_INTEROP_THREADS'

/** More parts than this are too small to be worth their operations. */
const MOST_PARTS = 8

/**
 * Chooses for this process, unless the library is loaded already or the user has set the variables.
 */
export function chooseThreads(threads: Threads): void {
  if (isLoaded() || process.env[INTRA] !== undefined || process.env[INTER] !== undefined) return
  const cores = availableParallelism()
  process.env[INTRA] = String(threads === 'parts' ? 1 : cores)
  process.env[INTER] = String(cores)
}

/**
 * Parts of a batch that this process computes at once without their getting in each other's way;
 * loads TensorFlow.
 */
export function partsAtOnce(): number {
  if (deviceName() === 'GPU' || process.env[INTRA] !== '1') return 1
  return Math.max(1, Math.min(MOST_PARTS, Number(process.env[INTER] ?? 1)))
}

/**
 * A GPU's steps are short beside what a call costs, and eight of them still end before anybody
 * could notice.
 */
const GPU_STEPS = 8

/**
 * Training steps that one call makes at most. Between calls a GPU waits for the processor, which
 * reads what the steps tell and feeds the next; a processor that computes itself gains nothing
 * (`npm run bench -- calls`). Loads TensorFlow.
 */
export const stepsAtOnce = (): number => (deviceName() === 'GPU' ? GPU_STEPS : 1)
