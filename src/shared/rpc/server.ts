import { AppError, phrase } from '../errors'
import {
  type CallContext,
  type CallName,
  type Contract,
  type EventName,
  type Handlers,
  type Payload,
  parseAs,
} from './contract'
import { errorForPort, type Reply, type Request, requestSchema } from './messages'
import { toPlain } from './plain'
import type { Port } from './port'

/** More than a window ever has open; a flood is refused instead of filling memory. */
const MAX_PENDING = 512

export interface Served<C extends Contract> {
  /** Sends an event if the other end listens to it. */
  emit<E extends EventName<C>>(event: E, payload: Payload<C, E>): void
  listens(event: EventName<C>): boolean
  /** Settles when the port is closed, after every open call has been told to stop. */
  readonly closed: Promise<void>
  close(): void
}

export interface ServeOptions {
  /** Called before a call is answered and before an event is sent for; throws to refuse it. */
  readonly check?: () => void
  /** Unforeseen errors, with their stack, for the log; the other end gets the message only. */
  readonly onInternalError?: (error: unknown, call: string) => void
}

/**
 * Answers the calls of one port. Whatever arrives, the server goes on: nonsense is answered with
 * `invalid-argument` or ignored.
 */
export function serve<C extends Contract>(
  port: Port,
  contract: C,
  handlers: Handlers<C>,
  options: ServeOptions = {},
): Served<C> {
  const pending = new Map<number, AbortController>()
  const listening = new Set<string>()

  let open = true

  const send = (reply: Reply): void => {
    if (open) port.post(toPlain(reply))
  }

  async function answer({ id, name, input }: Extract<Request, { type: 'call' }>): Promise<void> {
    if (pending.has(id)) return
    const controller = new AbortController()
    try {
      options.check?.()
      if (!Object.hasOwn(contract.calls, name))
        throw new AppError('invalid-argument', phrase`There is no call named "${name}".`)
      if (pending.size >= MAX_PENDING)
        throw new AppError(
          'busy',
          phrase`More than ${MAX_PENDING} calls are waiting; try again later.`,
        )
      pending.set(id, controller)
      const known = name as CallName<C>
      const context: CallContext = {
        signal: controller.signal,
        onProgress: (progress) => {
          if (pending.get(id) === controller) send({ type: 'progress', id, progress })
        },
      }
      const call = contract.calls[known] as C['calls'][CallName<C>]
      const parsed = parseAs(call.input, input, phrase`Input of ${name}`, 'invalid-argument')
      const output: unknown = await handlers[known](
        parsed as Parameters<Handlers<C>[CallName<C>]>[0],
        context,
      )
      send({ type: 'result', id, output })
    } catch (thrown) {
      const error = errorForPort(thrown)
      if (error.code === 'internal') options.onInternalError?.(thrown, name)
      send({ type: 'error', id, error })
    } finally {
      if (pending.get(id) === controller) pending.delete(id)
    }
  }

  function isWelcome(): boolean {
    try {
      options.check?.()
      return true
    } catch {
      return false
    }
  }

  port.onMessage((data) => {
    const { success, data: request } = requestSchema.safeParse(data)
    if (!success) {
      refuse(data)
      return
    }
    switch (request.type) {
      case 'call':
        void answer(request)
        break
      case 'cancel':
        pending.get(request.id)?.abort()
        break
      case 'listen':
        if (Object.hasOwn(contract.events, request.event) && isWelcome())
          listening.add(request.event)
        break
      case 'unlisten':
        listening.delete(request.event)
        break
    }
  })

  /** A message that is no request, but names a call that somebody waits for, gets an answer. */
  function refuse(data: unknown): void {
    if (typeof data !== 'object' || data === null || !('id' in data)) return
    const { id } = data
    if (typeof id !== 'number' || !Number.isSafeInteger(id) || id < 0 || pending.has(id)) return
    send({
      type: 'error',
      id,
      error: { code: 'invalid-argument', message: 'The message is not a call.' },
    })
  }

  return {
    emit: (event, payload) => {
      if (listening.has(event)) send({ type: 'event', event, payload })
    },
    listens: (event) => listening.has(event),
    closed: new Promise((resolve) => {
      port.onClose(() => {
        open = false
        listening.clear()
        for (const controller of pending.values()) controller.abort()
        resolve()
      })
    }),
    close: () => port.close(),
  }
}
