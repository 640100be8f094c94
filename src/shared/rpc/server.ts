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

/**
 * More than a window ever has open; further calls are refused, so that they don't fill the memory.
 */
const MAX_PENDING = 512

export interface Served<C extends Contract> {
  /** Sends an event if the other end listens to it. */
  emit<E extends EventName<C>>(event: E, payload: Payload<C, E>): void
  listens(event: EventName<C>): boolean
  /** Settles when the port is closed, after every open call was aborted. */
  readonly closed: Promise<void>
  close(): void
}

export interface ServeOptions {
  /** Called before a call is answered and before a listener is added; throws to refuse it. */
  readonly check?: () => void
  /** Unexpected errors, with their stack, for the log; the other end gets only the message. */
  readonly onInternalError?: (error: unknown, call: string) => void
}

/** The state of one port: its open calls, the events that it listens to, and how to reply. */
interface Connection<C extends Contract> {
  readonly contract: C
  readonly handlers: Handlers<C>
  readonly options: ServeOptions
  readonly pending: Map<number, AbortController>
  readonly listening: Set<string>
  readonly send: (reply: Reply) => void
}

/**
 * Answers the calls of one port. The server survives any message: one that makes no sense is
 * answered with `invalid-argument` or ignored.
 */
export function serve<C extends Contract>(
  port: Port,
  contract: C,
  handlers: Handlers<C>,
  options: ServeOptions = {},
): Served<C> {
  let open = true
  const send = (reply: Reply): void => {
    if (open) port.post(toPlain(reply))
  }
  const pending = new Map<number, AbortController>()
  const listening = new Set<string>()
  const connection = { contract, handlers, options, pending, listening, send }

  port.onMessage((data) => {
    const { success, data: request } = requestSchema.safeParse(data)
    if (success) receive(connection, request)
    else refuse(connection, data)
  })

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

function receive<C extends Contract>(connection: Connection<C>, request: Request): void {
  const { contract, options, pending, listening } = connection
  switch (request.type) {
    case 'call':
      void answer(connection, request)
      break
    case 'cancel':
      pending.get(request.id)?.abort()
      break
    case 'listen':
      if (Object.hasOwn(contract.events, request.event) && isAllowed(options))
        listening.add(request.event)
      break
    case 'unlisten':
      listening.delete(request.event)
      break
  }
}

async function answer<C extends Contract>(
  connection: Connection<C>,
  { id, name, input }: Extract<Request, { type: 'call' }>,
): Promise<void> {
  const { contract, options, pending, send } = connection
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
    const output = await handle(connection, name as CallName<C>, input, {
      signal: controller.signal,
      onProgress: (progress) => {
        if (pending.get(id) === controller) send({ type: 'progress', id, progress })
      },
    })
    send({ type: 'result', id, output })
  } catch (thrown) {
    const error = errorForPort(thrown)
    if (error.code === 'internal') options.onInternalError?.(thrown, name)
    send({ type: 'error', id, error })
  } finally {
    if (pending.get(id) === controller) pending.delete(id)
  }
}

/** Parses a call's input and runs its handler. */
async function handle<C extends Contract, N extends CallName<C>>(
  { contract, handlers }: Connection<C>,
  name: N,
  input: unknown,
  context: CallContext,
): Promise<unknown> {
  const call = contract.calls[name] as C['calls'][N]
  const parsed = parseAs(call.input, input, phrase`Input of ${name}`, 'invalid-argument')
  return await handlers[name](parsed as Parameters<Handlers<C>[N]>[0], context)
}

function isAllowed({ check }: ServeOptions): boolean {
  try {
    check?.()
    return true
  } catch {
    return false
  }
}

/** A message that is not a request, but has the id of a call that may be waiting, gets an answer. */
function refuse<C extends Contract>({ pending, send }: Connection<C>, data: unknown): void {
  if (typeof data !== 'object' || data === null || !('id' in data)) return
  const { id } = data
  if (typeof id !== 'number' || !Number.isSafeInteger(id) || id < 0 || pending.has(id)) return
  send({
    type: 'error',
    id,
    error: { code: 'invalid-argument', message: 'The message is not a call.' },
  })
}
