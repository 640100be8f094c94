import type { FromEngine, ToEngine } from '@shared/contract/control'

/** How a process ended: `signal` where one killed it, else its exit code. */
export interface EngineExit {
  readonly code: number
  /** Electron's word: `crashed`, `killed`, `oom`, `abnormal-exit`, `clean-exit`… */
  readonly reason?: string
}

/** The engine's process as main uses it; the real one is Electron's, a test has its own. */
export interface EngineChild {
  send(message: ToEngine, ports?: readonly unknown[]): void
  /** Asks the system to end it, without a chance to save; the exit is reported as every other. */
  kill(): void
}

export interface EngineChildEvents {
  readonly onMessage: (message: FromEngine) => void
  /** Called once. */
  readonly onExit: (exit: EngineExit) => void
}

export type ForkEngine = (events: EngineChildEvents) => EngineChild
