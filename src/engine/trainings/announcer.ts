import type { EngineEvent, EnginePayload } from '@shared/contract/engine'

/** Tells every window that listens. */
export interface Announcer {
  emit<E extends EngineEvent>(event: E, payload: EnginePayload<E>): void
}
