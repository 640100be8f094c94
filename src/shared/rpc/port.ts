/** One end of a two-way message channel. Messages are untrusted until a schema has checked them. */
export interface Port {
  post(message: unknown): void
  onMessage(listener: (data: unknown) => void): void
  /**
   * The other end was closed, its process ended, or `close` was called here. Called at most once.
   */
  onClose(listener: () => void): void
  close(): void
}

/**
 * The part of a browser's MessagePort that is used. Electron fires `close` on it too, where plain
 * Chromium once didn't.
 */
export interface EventTargetPort {
  postMessage(message: unknown): void
  addEventListener(type: string, listener: (event: { readonly data?: unknown }) => void): void
  start(): void
  close(): void
}

/** The part of Electron's MessagePortMain that is used. */
export interface EmitterPort {
  postMessage(message: unknown): void
  on(type: 'message', listener: (event: { readonly data?: unknown }) => void): unknown
  on(type: 'close', listener: () => void): unknown
  start(): void
  close(): void
}

/**
 * A port that closes before its page is unloaded: Electron 25's renderer crashes when a reload
 * leaves a port with listeners open.
 */
export function closedOnLeave(port: Port, page: EventTarget): Port {
  const leave = (): void => port.close()
  page.addEventListener('pagehide', leave, { once: true })
  port.onClose(() => page.removeEventListener('pagehide', leave))
  return port
}

/** Calls its listeners once; late listeners are called immediately. */
class ClosedSignal {
  #closed = false
  readonly #listeners: (() => void)[] = []

  readonly fire = (): void => {
    if (this.#closed) return
    this.#closed = true
    for (const listener of this.#listeners.splice(0)) listener()
  }

  /** The `close` of a port, and `onClose` for both ways of ending. */
  endOf(port: { close(): void }): Pick<Port, 'onClose' | 'close'> {
    return {
      onClose: (listener) => {
        if (this.#closed) listener()
        else this.#listeners.push(listener)
      },
      close: () => {
        port.close()
        this.fire()
      },
    }
  }
}

/** A window's port, and the MessageChannel of Node, which has the same methods. */
export function browserPort(port: EventTargetPort): Port {
  const closed = new ClosedSignal()
  port.addEventListener('close', closed.fire)
  return {
    post: (message) => port.postMessage(message),
    onMessage: (listener) => {
      port.addEventListener('message', (event) => listener(event.data))
      port.start()
    },
    ...closed.endOf(port),
  }
}

/**
 * A port of Electron's main process or of a utility process.
 * @param defer runs a message's listener in a turn of its own (`setImmediate`), in order. Electron
 *   25 emits messages inside a scope in which microtasks don't run, and Node then reports a promise
 *   as unhandled whose handler is attached by the next microtask: a call that is refused
 *   immediately would end the process.
 */
export function electronPort(port: EmitterPort, defer: (task: () => void) => void): Port {
  const closed = new ClosedSignal()
  port.on('close', closed.fire)
  return {
    post: (message) => port.postMessage(message),
    onMessage: (listener) => {
      port.on('message', ({ data }) => defer(() => listener(data)))
      port.start()
    },
    ...closed.endOf(port),
  }
}
