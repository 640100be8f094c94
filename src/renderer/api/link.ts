import type { EngineStatus } from '@shared/contract/desktop'
import type { EngineEvent, EnginePayload } from '@shared/contract/engine'
import { AppError, phrase } from '@shared/errors'
import { cancelled, type EngineClient } from '@shared/rpc'
import type { EngineLink } from './engine'

/**
 * After a crash or a stop main says within this time that the engine starts anew, or it does not.
 */
const PAUSE_MS = 400

/** A listener that survives the client it is attached to. */
interface Subscription {
  attach(client: EngineClient): void
  detach(): void
}

function subscription<E extends EngineEvent>(
  event: E,
  listener: (payload: EnginePayload<E>) => void,
): Subscription {
  let off: (() => void) | undefined
  return {
    attach: (client) => (off = client.on(event, listener)),
    detach: () => off?.(),
  }
}

/**
 * The live link: told what main knows of the engine's process, it opens a port whenever there is an
 * engine to talk to.
 */
export interface LiveLink extends EngineLink {
  /** Takes up main's word on the engine; opens or drops the port accordingly. */
  follow(status: EngineStatus): void
}

/**
 * @param open opens a port to the engine and makes a client of it.
 * @param onFailure hears why a port could not be opened.
 */
export function createEngineLink(
  open: () => Promise<EngineClient>,
  onFailure: (error: AppError) => void,
): LiveLink {
  let client: EngineClient | undefined
  let opening: Promise<void> | undefined
  let alive = false
  /**
   * Whether an engine may be on its way: main starts one with the window, and again after a crash.
   */
  let expected = true
  let givingUp: ReturnType<typeof setTimeout> | undefined
  /** Calls that wait for it. */
  const waiting = new Set<() => void>()
  const subscriptions = new Set<Subscription>()
  const watchers = new Set<(connected: boolean) => void>()

  const tell = (): void => {
    for (const watcher of [...watchers]) watcher(client !== undefined)
  }

  function release(): void {
    for (const go of waiting) go()
    waiting.clear()
  }
  const arrival = (signal: AbortSignal | undefined): Promise<void> =>
    new Promise((resolve) => {
      waiting.add(resolve)
      signal?.addEventListener('abort', () => resolve(), { once: true })
    })

  function drop(gone: EngineClient): void {
    if (client !== gone) return
    client = undefined
    for (const item of subscriptions) item.detach()
    tell()
    // A port may close while the engine lives on. Where the engine died, main says so within the
    // pause.
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
        expected = false
        onFailure(AppError.from(error))
      } finally {
        opening = undefined
        release()
      }
    })())

  return {
    get connected() {
      return client !== undefined
    },
    follow(status) {
      alive = status.state === 'ready'
      if (alive && !client) void connect()
      const isGone = status.state === 'crashed' || status.state === 'stopped'
      if (isGone) client?.close()
      clearTimeout(givingUp)
      expected = true
      if (!isGone) return
      givingUp = setTimeout(() => {
        expected = false
        release()
      }, PAUSE_MS)
    },
    /**
     * Waits for an engine that is on its way: what is asked between a crash and the new start is
     * answered by the next one.
     */
    async call(name, input, options) {
      const signal = options?.signal
      if (!client && expected && !signal?.aborted) await arrival(signal)
      if (signal?.aborted) throw cancelled(name)
      if (!client)
        throw new AppError(
          'engine-unavailable',
          phrase`The engine is not running. Restart it and try again.`,
          { call: name },
        )
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
