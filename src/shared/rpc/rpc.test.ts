import { MessageChannel } from 'node:worker_threads'
import fc from 'fast-check'
import { afterEach, describe, expect, it } from 'vitest'
import { z } from 'zod'
import { bytes, float32 } from '../contract/common'
import { AppError } from '../errors'
import { type Client, createClient } from './client'
import type { Handlers } from './contract'
import { browserPort, type EventTargetPort, type Port } from './port'
import { serve, type Served } from './server'

const contract = {
  calls: {
    double: { input: z.strictObject({ value: z.number().default(21) }), output: z.number() },
    fail: { input: z.strictObject({ unforeseen: z.boolean() }), output: z.null() },
    wait: { input: z.strictObject({}), output: z.null() },
    lie: { input: z.strictObject({}), output: z.number() },
    reverse: {
      input: z.strictObject({ data: float32 }),
      output: z.strictObject({ data: float32, buffered: bytes }),
    },
  },
  events: { tick: z.number() },
} as const
type Test = typeof contract

let aborted = 0
const unforeseen: unknown[] = []
const handlers: Handlers<Test> = {
  double: ({ value }) => value * 2,
  fail: (input) => {
    if (input.unforeseen) throw new TypeError('boom')
    throw new AppError('not-found', 'No such thing.', { thing: 'x' })
  },
  wait: (_input, { signal, onProgress }) => {
    onProgress({ done: 1, total: 2, unit: 'steps', stage: 'verify' })
    return new Promise((_resolve, reject) => {
      signal.addEventListener('abort', () => {
        aborted++
        reject(new AppError('cancelled', 'Stopped.'))
      })
    })
  },
  lie: () => 'no number' as unknown as number,
  reverse: ({ data }) => ({ data: data.slice().reverse(), buffered: Buffer.from('abc') }),
}

interface Pair {
  client: Client<Test>
  served: Served<Test>
  clientEnd: Port
  raw: EventTargetPort
}
const pairs: Pair[] = []

function connect(): Pair {
  const { port1, port2 } = new MessageChannel()
  const raw = port2 as unknown as EventTargetPort
  const served = serve(browserPort(port1 as unknown as EventTargetPort), contract, handlers, {
    onInternalError: (error) => unforeseen.push(error),
  })
  const clientEnd = browserPort(raw)
  const pair = { client: createClient(clientEnd, contract), served, clientEnd, raw }
  pairs.push(pair)
  return pair
}

afterEach(async () => {
  for (const { client, served } of pairs.splice(0)) {
    client.close()
    await served.closed
  }
  aborted = 0
  unforeseen.length = 0
})

describe('calls', () => {
  it('fills in defaults, answers, and keeps answers apart', async () => {
    const { client } = connect()
    await expect(
      Promise.all([client.call('double', {}), client.call('double', { value: 4 })]),
    ).resolves.toEqual([42, 8])
  })

  it('carries a code, a message and details for a foreseen error', async () => {
    const { client } = connect()
    const error = await client
      .call('fail', { unforeseen: false })
      .catch((thrown: unknown) => thrown)
    expect(error).toBeInstanceOf(AppError)
    expect(error).toMatchObject({
      code: 'not-found',
      message: 'No such thing.',
      details: { thing: 'x' },
    })
  })

  it('tells the log about an unforeseen error and keeps its stack from the window', async () => {
    const { client } = connect()
    const error = await client.call('fail', { unforeseen: true }).catch((thrown: unknown) => thrown)
    expect(error).toMatchObject({ code: 'internal', message: 'boom', details: undefined })
    expect(unforeseen).toEqual([expect.objectContaining({ message: 'boom' })])
  })

  it('refuses an input by naming the field, and an answer that breaks the contract', async () => {
    const { client } = connect()
    await expect(client.call('double', { value: 'x' as unknown as number })).rejects.toMatchObject({
      code: 'invalid-argument',
      message: expect.stringContaining('"value"') as string,
    })
    await expect(client.call('double', { other: 1 } as never)).rejects.toMatchObject({
      code: 'invalid-argument',
    })
    await expect(client.call('lie', {})).rejects.toMatchObject({ code: 'internal' })
    await expect(client.call('__proto__' as 'lie', {})).rejects.toMatchObject({
      code: 'invalid-argument',
    })
    await expect(
      client.call('double', { value: (() => 1) as unknown as number }),
    ).rejects.toMatchObject({ code: 'invalid-argument' })
  })

  it('sends only the part of a buffer that a typed array covers, and a Buffer as a Uint8Array', async () => {
    const { client } = connect()
    const large = new Float32Array(1000).map((_, index) => index)
    const { data, buffered } = await client.call('reverse', { data: large.subarray(3, 6) })
    expect([...data]).toEqual([5, 4, 3])
    expect(data.buffer.byteLength).toBe(12)
    expect(buffered.constructor).toBe(Uint8Array)
    expect([...buffered]).toEqual([97, 98, 99])
  })
})

describe('cancelling', () => {
  it('rejects at once and stops the handler; progress has arrived before', async () => {
    const { client } = connect()
    const controller = new AbortController()
    const seen: number[] = []
    const call = client.call(
      'wait',
      {},
      {
        signal: controller.signal,
        onProgress: ({ done }) => {
          seen.push(done)
          controller.abort()
        },
      },
    )
    await expect(call).rejects.toMatchObject({ code: 'cancelled' })
    await client.call('double', {})
    expect(aborted).toBe(1)
    expect(seen).toEqual([1])
  })

  it('does not send a call whose signal is aborted already', async () => {
    const { client } = connect()
    await expect(client.call('wait', {}, { signal: AbortSignal.abort() })).rejects.toMatchObject({
      code: 'cancelled',
    })
    await client.call('double', {})
    expect(aborted).toBe(0)
  })
})

describe('events', () => {
  it('reach listeners only, until the last one has gone', async () => {
    const { client, served } = connect()
    const first: number[] = []
    const second: number[] = []
    served.emit('tick', 0)
    const stopFirst = client.on('tick', (value) => first.push(value))
    const stopSecond = client.on('tick', (value) => second.push(value))
    await client.call('double', {})
    expect(served.listens('tick')).toBe(true)
    served.emit('tick', 1)
    served.emit('tick', 'nonsense' as unknown as number)
    await client.call('double', {})
    stopFirst()
    served.emit('tick', 2)
    await client.call('double', {})
    stopSecond()
    stopSecond()
    await client.call('double', {})
    expect(served.listens('tick')).toBe(false)
    expect([first, second]).toEqual([[1], [1, 2]])
  })
})

describe('closing', () => {
  it('rejects what is pending and what follows, and aborts the handlers', async () => {
    const { client, served } = connect()
    const pending = client.call('wait', {}, { onProgress: () => served.close() })
    await expect(pending).rejects.toMatchObject({ code: 'engine-unavailable' })
    await client.closed
    expect(aborted).toBe(1)
    await expect(client.call('double', {})).rejects.toMatchObject({ code: 'engine-unavailable' })
  })
})

describe('hostile messages', () => {
  /**
   * Not those of real calls, which begin at 0: an answer to nonsense would be taken for the answer
   * to one.
   */
  const id = fc
    .anything()
    .map((value) => (Number.isInteger(value) ? 1000 + Math.abs(value as number) : value))
  const nonsense = fc.oneof(
    fc.anything({ withTypedArray: true, withMap: true, withDate: true, withBigInt: true }),
    fc.record(
      {
        type: fc.constantFrom(
          'call',
          'cancel',
          'listen',
          'unlisten',
          'result',
          'event',
          'error',
          'progress',
        ),
        id,
        name: fc.anything(),
        event: fc.anything(),
        input: fc.anything(),
        error: fc.anything(),
      },
      { requiredKeys: [] },
    ),
    fc.record({
      type: fc.constant('call'),
      id: fc.integer({ min: 1000 }),
      name: fc.constantFrom('double', 'toString', '__proto__', 'constructor'),
      input: fc.anything(),
    }),
  )

  it('leave both ends working', async () => {
    const { client, served, raw } = connect()
    const { port1, port2 } = new MessageChannel()
    const receiving = createClient(browserPort(port1 as unknown as EventTargetPort), contract)
    receiving.on('tick', () => {
      throw new Error('a listener must not see nonsense')
    })
    fc.assert(
      fc.property(nonsense, (message) => {
        try {
          raw.postMessage(message)
          port2.postMessage(message)
        } catch {
          // Not everything that fast-check makes can be cloned.
        }
      }),
      { numRuns: 500 },
    )
    // The listener of a browser gets `null` for a message that could not be read.
    raw.postMessage(null)
    await expect(client.call('double', { value: 3 })).resolves.toBe(6)
    expect(served.listens('tick')).toBe(false)
    receiving.close()
  })

  it('are answered with a code when they name a call that somebody may wait for', async () => {
    const { port1, port2 } = new MessageChannel()
    serve(browserPort(port1 as unknown as EventTargetPort), contract, handlers)
    const answer = new Promise((resolve) => port2.once('message', resolve))
    port2.postMessage({ type: 'call', id: 7, name: 12 })
    await expect(answer).resolves.toMatchObject({
      type: 'error',
      id: 7,
      error: { code: 'invalid-argument' },
    })
    port2.close()
  })
})
