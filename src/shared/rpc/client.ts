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
  /** Rejects the call with `cancelled` at once and tells the other end to stop. */
  readonly signal?: AbortSignal
  readonly onProgress?: (progress: Progress) => void
}

export interface Client<C extends Contract> {
  /**
   * @throws AppError with the code that the other end gave; `engine-unavailable` when the port is
   * or gets closed.
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

/**
 * The asking end of a port. Every answer, progress and event is parsed by the contract before it is
 * handed on.
 */
export function createClient<C extends Contract>(port: Port, contract: C): Client<C> {
  const pending = new Map<number, Pending>()
  const listeners = new Map<string, Set<(payload: unknown) => void>>()
  let nextId = 0
  let open = true

  const send = (request: Request): void => {
    if (open) port.post(toPlain(request))
  }

  function settle(id: number): Pending | undefined {
    const call = pending.get(id)
    pending.delete(id)
    return call
  }

  function receive(reply: Reply): void {
    switch (reply.type) {
      case 'result': {
        const call = settle(reply.id)
        if (!call) return
        try {
          const schema = contract.calls[call.name]?.output
          if (schema)
            call.resolve(parseAs(schema, reply.output, phrase`Answer to ${call.name}`, 'internal'))
        } catch (error) {
          call.reject(AppError.from(error))
        }
        return
      }
      case 'error':
        return settle(reply.id)?.reject(AppError.fromData(reply.error))
      case 'progress': {
        const progress = progressSchema.safeParse(reply.progress)
        if (progress.success) pending.get(reply.id)?.onProgress?.(progress.data)
        return
      }
      case 'event': {
        const schema = Object.hasOwn(contract.events, reply.event)
          ? contract.events[reply.event]
          : undefined
        const payload = schema?.safeParse(reply.payload)
        if (payload?.success)
          for (const listener of [...(listeners.get(reply.event) ?? [])]) listener(payload.data)
      }
    }
  }

  port.onMessage((data) => {
    const reply = replySchema.safeParse(data)
    if (reply.success) receive(reply.data)
  })

  const closed = new Promise<void>((resolve) => {
    port.onClose(() => {
      open = false
      for (const [id, call] of [...pending]) {
        pending.delete(id)
        call.reject(
          new AppError(
            'engine-unavailable',
            phrase`The engine went away before it answered ${call.name}.`,
            { call: call.name },
          ),
        )
      }
      listeners.clear()
      resolve()
    })
  })

  return {
    closed,
    close: () => port.close(),
    call: (name, input, { signal, onProgress } = {}) =>
      new Promise((resolve, reject) => {
        if (!open)
          throw new AppError(
            'engine-unavailable',
            phrase`The engine is not connected, so ${name} can't be asked.`,
            { call: name },
          )
        if (signal?.aborted) throw cancelled(name)
        const id = nextId++
        const abort = (): void => {
          if (!pending.delete(id)) return
          send({ type: 'cancel', id })
          reject(cancelled(name))
        }
        const done = (): void => signal?.removeEventListener('abort', abort)
        pending.set(id, {
          name,
          // Parsed by this call's own output schema just before.
          resolve: (output) => {
            done()
            resolve(output as Output<C, typeof name>)
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
          settle(id)?.reject(AppError.from(error))
        }
      }),
    on: (event, listener) => {
      const set = listeners.get(event) ?? new Set()
      if (set.size === 0) send({ type: 'listen', event })
      listeners.set(event, set)
      const wrapped = (payload: unknown): void => listener(payload as Payload<C, typeof event>)
      set.add(wrapped)
      return () => {
        if (set.delete(wrapped) && set.size === 0) send({ type: 'unlisten', event })
      }
    },
  }
}

/** What a call is rejected with whose signal was aborted. */
export const cancelled = (name: string): AppError =>
  new AppError('cancelled', phrase`${name} was cancelled.`, { call: name })
