import { progressSchema, type Progress } from '../contract/common'
import { AppError, phrase } from '../errors'
import {
  type CallName,
  type Contract,
  type EventName,
  type Given,
  type Output,
  parseAs,
  type Payload,
} from './contract'
import { type Reply, replySchema, type Request } from './messages'
import { toPlain } from './plain'
import type { Port } from './port'

export interface CallOptions {
  /** Rejects the call with `cancelled` immediately and tells the other end to stop. */
  readonly signal?: AbortSignal
  readonly onProgress?: (progress: Progress) => void
}

export interface Client<C extends Contract> {
  /**
   * @throws AppError with the code from the other end; `engine-unavailable` when the port is
   *   closed.
   */
  call<N extends CallName<C>>(
    name: N,
    input: Given<C, N>,
    options?: CallOptions,
  ): Promise<Output<C, N>>
  /** Listens until the returned function is called. The other end is asked once per event name. */
  on<E extends EventName<C>>(event: E, listener: (payload: Payload<C, E>) => void): () => void
  /** Settles when the port is closed; no call and no event follows. */
  readonly closed: Promise<void>
  close(): void
}

interface Pending {
  readonly name: string
  readonly resolve: (output: unknown) => void
  readonly reject: (error: AppError) => void
  readonly onProgress: ((progress: Progress) => void) | undefined
}

type Send = (request: Request) => void

/** The calls of a client that have no answer yet. */
class PendingCalls {
  readonly #calls = new Map<number, Pending>()
  #nextId = 0

  add(call: Pending): number {
    const id = this.#nextId++
    this.#calls.set(id, call)
    return id
  }

  get(id: number): Pending | undefined {
    return this.#calls.get(id)
  }

  /** Removes a call, which is answered from here on; undefined where it has been answered. */
  take(id: number): Pending | undefined {
    const call = this.#calls.get(id)
    this.#calls.delete(id)
    return call
  }

  takeAll(): Pending[] {
    const calls = [...this.#calls.values()]
    this.#calls.clear()
    return calls
  }
}

/** Who listens to which event of the other end. */
class Listeners {
  readonly #listeners = new Map<string, Set<(payload: unknown) => void>>()

  /** The other end is asked for an event once, and no longer sends it without a listener. */
  add(event: string, listener: (payload: unknown) => void, send: Send): () => void {
    const set = this.#listeners.get(event) ?? new Set()
    if (set.size === 0) send({ type: 'listen', event })
    this.#listeners.set(event, set)
    set.add(listener)
    return () => {
      if (set.delete(listener) && set.size === 0) send({ type: 'unlisten', event })
    }
  }

  emit(event: string, payload: unknown): void {
    for (const listener of [...(this.#listeners.get(event) ?? [])]) listener(payload)
  }

  clear(): void {
    this.#listeners.clear()
  }
}

/**
 * The asking end of a port. Every answer, progress and event is parsed by the contract before it is
 * passed on.
 */
export function createClient<C extends Contract>(port: Port, contract: C): Client<C> {
  const calls = new PendingCalls()
  const listeners = new Listeners()
  let open = true

  const send: Send = (request) => {
    if (open) port.post(toPlain(request))
  }

  port.onMessage((data) => {
    const reply = replySchema.safeParse(data)
    if (reply.success) receive(reply.data, contract, calls, listeners)
  })

  const closed = new Promise<void>((resolve) => {
    port.onClose(() => {
      open = false
      for (const call of calls.takeAll()) call.reject(unanswered(call.name))
      listeners.clear()
      resolve()
    })
  })

  return {
    closed,
    close: () => port.close(),
    call: (name, input, options = {}) =>
      new Promise((resolve, reject) => {
        if (!open) throw notConnected(name)
        const answered = (output: unknown): void => {
          // Parsed by this call's own output schema just before.
          resolve(output as Output<C, typeof name>)
        }
        ask({ name, input, options, calls, send, resolve: answered, reject })
      }),
    on: (event, listener) =>
      listeners.add(event, (payload) => listener(payload as Payload<C, typeof event>), send),
  }
}

interface Question extends Pick<Pending, 'name' | 'resolve' | 'reject'> {
  readonly input: unknown
  readonly options: CallOptions
  readonly calls: PendingCalls
  readonly send: Send
}

/** Sends a call, which its signal cancels for as long as it has no answer. */
function ask({ name, input, options, calls, send, resolve, reject }: Question): void {
  const { signal, onProgress } = options
  if (signal?.aborted) throw cancelled(name)
  const abort = (): void => {
    if (!calls.take(id)) return
    send({ type: 'cancel', id })
    reject(cancelled(name))
  }
  const done = (): void => signal?.removeEventListener('abort', abort)
  const id = calls.add({
    name,
    resolve: (output) => {
      done()
      resolve(output)
    },
    reject: (error) => {
      done()
      reject(error)
    },
    onProgress,
  })
  signal?.addEventListener('abort', abort)
  try {
    send({ type: 'call', id, name, input })
  } catch (error) {
    calls.take(id)?.reject(AppError.from(error))
  }
}

/** Passes a reply on to the call or the listeners that it is for. */
function receive(
  reply: Reply,
  contract: Contract,
  calls: PendingCalls,
  listeners: Listeners,
): void {
  switch (reply.type) {
    case 'result': {
      const call = calls.take(reply.id)
      if (call) settle(call, reply.output, contract)
      return
    }
    case 'error':
      return calls.take(reply.id)?.reject(AppError.fromData(reply.error))
    case 'progress': {
      const progress = progressSchema.safeParse(reply.progress)
      if (progress.success) calls.get(reply.id)?.onProgress?.(progress.data)
      return
    }
    case 'event': {
      const schema = Object.hasOwn(contract.events, reply.event)
        ? contract.events[reply.event]
        : undefined
      const payload = schema?.safeParse(reply.payload)
      if (payload?.success) listeners.emit(reply.event, payload.data)
    }
  }
}

/** An answer that breaks the contract rejects its call. */
function settle(call: Pending, output: unknown, contract: Contract): void {
  try {
    const schema = contract.calls[call.name]?.output
    if (schema) call.resolve(parseAs(schema, output, phrase`Answer to ${call.name}`, 'internal'))
  } catch (error) {
    call.reject(AppError.from(error))
  }
}

const unanswered = (name: string): AppError =>
  new AppError('engine-unavailable', phrase`The engine ended before it answered ${name}.`, {
    call: name,
  })

const notConnected = (name: string): AppError =>
  new AppError(
    'engine-unavailable',
    phrase`The engine is not connected, so ${name} can't be called.`,
    { call: name },
  )

/** The error of a call whose signal was aborted. */
export const cancelled = (name: string): AppError =>
  new AppError('cancelled', phrase`${name} was cancelled.`, { call: name })
