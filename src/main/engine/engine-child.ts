import type { FromEngine, ToEngine } from '@shared/contract/control'

/** How a process ended: `signal` where one killed it, otherwise its exit code. */
export interface EngineExit {
  readonly code: number
  /** Electron's word: `crashed`, `killed`, `oom`, `abnormal-exit`, `clean-exit`… */
  readonly reason?: string
}

/**
 * The part of the engine's process that main uses; it is Electron's in the app, and a fake in
 * tests.
 */
export interface EngineChild {
  send(message: ToEngine, ports?: readonly unknown[]): void
  /** Asks the system to end it, without a chance to save; the exit is reported like any other. */
  kill(): void
}

export interface EngineChildEvents {
  readonly onMessage: (message: FromEngine) => void
  /** Called once. */
  readonly onExit: (exit: EngineExit) => void
}

export type ForkEngine = (events: EngineChildEvents) => EngineChild
