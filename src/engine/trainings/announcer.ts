import type { EngineEvent, EnginePayload } from '@shared/contract/engine'

/** Sends events to every window that listens. */
export interface Announcer {
  emit<E extends EngineEvent>(event: E, payload: EnginePayload<E>): void
}
