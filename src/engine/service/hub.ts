import type { EngineEvent, EnginePayload } from '@shared/contract/engine'
import type { Announcer } from '../trainings/announcer'
import { type EngineHandlers, type EngineServed, type Port, serveEngine } from '@shared/rpc'

/** All connected windows. Each has its own port, and the same handlers answer all of them. */
export class Hub implements Announcer {
  readonly #served = new Set<EngineServed>()

  connect(
    port: Port,
    handlers: EngineHandlers,
    onInternalError: (error: unknown, call: string) => void,
  ): void {
    const served = serveEngine(port, handlers, onInternalError)
    this.#served.add(served)
    void served.closed.then(() => this.#served.delete(served))
  }

  emit<E extends EngineEvent>(event: E, payload: EnginePayload<E>): void {
    for (const served of this.#served) served.emit(event, payload)
  }

  /** Closes every port, which ends the windows' open calls immediately. */
  close(): void {
    for (const served of [...this.#served]) served.close()
  }
}
