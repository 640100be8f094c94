import type {
  EngineCall,
  EngineEvent,
  EngineInput,
  EngineOutput,
  EnginePayload,
} from '@shared/contract/engine'
import type { CallOptions } from '@shared/rpc'

/** The engine as the window asks it: the live one and the fake one of tests have this type. */
export interface Engine {
  /**
   * @throws AppError with the engine's code; `engine-unavailable` when the engine went away before
   * it answered.
   */
  call<C extends EngineCall>(
    name: C,
    input: EngineInput<C>,
    options?: CallOptions,
  ): Promise<EngineOutput<C>>
  /** Listens through restarts of the engine, until the returned function is called. */
  on<E extends EngineEvent>(event: E, listener: (payload: EnginePayload<E>) => void): () => void
}

/** Says whether a port to a living engine is open; stores fetch anew whenever it opens. */
export interface EngineLink extends Engine {
  readonly connected: boolean
  onConnected(listener: (connected: boolean) => void): () => void
}
