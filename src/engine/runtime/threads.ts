import { availableParallelism } from 'node:os'
import { deviceName, isLoaded } from './tensorflow'

/**
 * How libtensorflow uses the cores. It is chosen once per process, when the library is loaded.
 * `parts`: each operation has one thread and several operations run at once, which suits a batch
 * that goes through the network in parts. `operations`: one operation at a time uses all cores.
 */
export type Threads = 'parts' | 'operations'

const INTRA = 'TF_NUM_INTRAOP_THREADS'
const INTER = 'TF_NUM_INTEROP_THREADS'

/** More parts than this are too small to be worth their operations. */
const MOST_PARTS = 8

/**
 * Sets the variables for this process, unless the library is already loaded or the user has set
 * them.
 */
export function chooseThreads(threads: Threads): void {
  if (isLoaded() || process.env[INTRA] !== undefined || process.env[INTER] !== undefined) return
  const cores = availableParallelism()
  process.env[INTRA] = String(threads === 'parts' ? 1 : cores)
  process.env[INTER] = String(cores)
}

/**
 * How many parts of a batch this process computes at the same time without slowing each other down.
 * Loads TensorFlow.
 */
export function partsAtOnce(): number {
  if (deviceName() === 'GPU' || process.env[INTRA] !== '1') return 1
  return Math.max(1, Math.min(MOST_PARTS, Number(process.env[INTER] ?? 1)))
}

/**
 * A GPU's step is short compared with the cost of a call, and eight steps still take an
 * unnoticeable time.
 */
const GPU_STEPS = 8

/**
 * The most training steps that one call makes. Between calls a GPU waits for the processor, which
 * reads the results and feeds the next steps. A processor that computes by itself gains nothing
 * from longer calls (`npm run bench -- calls`). Loads TensorFlow.
 */
export const stepsAtOnce = (): number => (deviceName() === 'GPU' ? GPU_STEPS : 1)
