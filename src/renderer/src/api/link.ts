import type { EngineStatus } from '@shared/contract/desktop'
import type { EngineEvent, EnginePayload } from '@shared/contract/engine'
import { AppError, phrase } from '@shared/errors'
import type { EngineClient } from '@shared/rpc'
import type { EngineLink } from './engine'

const PAUSE_MS = 400

/** A listener that survives the client it is attached to. */
interface Subscription {
  attach(client: EngineClient): void
  detach(): void
}

function subscription<E extends EngineEvent>(event: E, listener: (payload: EnginePayload<E>) => void): Subscription {
  let off: (() => void) | undefined
  return {
    attach: (client) => (off = client.on(event, listener)),
    detach: () => off?.(),
  }
}

/** The live link: told what main knows of the engine's process, it opens a port whenever there is an engine to talk to. */
export interface LiveLink extends EngineLink {
  /** Takes up main's word on the engine; opens or drops the port accordingly. */
  follow(status: EngineStatus): void
}

/**
 * @param open opens a port to the engine and makes a client of it.
 * @param onFailure hears why a port could not be opened.
 */
export function createEngineLink(open: () => Promise<EngineClient>, onFailure: (error: AppError) => void): LiveLink {
  let client: EngineClient | undefined
  let opening: Promise<void> | undefined
  let alive = false
  const subscriptions = new Set<Subscription>()
  const watchers = new Set<(connected: boolean) => void>()

  const tell = (): void => {
    for (const watcher of [...watchers]) watcher(client !== undefined)
  }

  function drop(gone: EngineClient): void {
    if (client !== gone) return
    client = undefined
    for (const item of subscriptions) item.detach()
    tell()
    // A port may close while the engine lives on. Where the engine died, main says so within the pause.
    setTimeout(() => {
      if (alive && !client) void connect()
    }, PAUSE_MS)
  }

  const connect = (): Promise<void> =>
    (opening ??= (async () => {
      try {
        const opened = await open()
        client = opened
        void opened.closed.then(() => drop(opened))
        for (const item of subscriptions) item.attach(opened)
        tell()
      } catch (error) {
        onFailure(AppError.from(error))
      } finally {
        opening = undefined
      }
    })())

  return {
    get connected() {
      return client !== undefined
    },
    follow(status) {
      alive = status.state === 'ready'
      if (alive && !client) void connect()
      if (status.state === 'crashed' || status.state === 'stopped') client?.close()
    },
    async call(name, input, options) {
      await opening
      if (!client) throw new AppError('engine-unavailable', phrase`The engine is not running. Restart it and try again.`, { call: name })
      return client.call(name, input, options)
    },
    on(event, listener) {
      const item = subscription(event, listener)
      subscriptions.add(item)
      if (client) item.attach(client)
      return () => {
        subscriptions.delete(item)
        item.detach()
      }
    },
    onConnected(listener) {
      watchers.add(listener)
      return () => void watchers.delete(listener)
    },
  }
}
