/** The time limits of the engine, and how often it is restarted. */
export const TIMES = {
  /** From fork to `ready`; a cold disk needs several seconds for TensorFlow. */
  startMs: 60_000,
  /** From `shutdown` to the exit: time for a checkpoint. */
  stopMs: 15_000,
  beatMs: 2_000,
  /** Without an answer for this long, the engine counts as unresponsive. */
  silenceMs: 15_000,
  restartWindowMs: 5 * 60_000,
  restarts: 3,
} as const
