import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import type { EngineStatus } from '@shared/contract/desktop'
import { AppError } from '@shared/errors'
import type { EngineClient } from '@shared/rpc'
import { createEngineLink } from './link'

const ready: EngineStatus = { state: 'ready', restarts: 0 }
const crashed: EngineStatus = { state: 'crashed', restarts: 1 }

/** A client as far as the link uses one: its listeners, and a way to end it. */
function client(answer: unknown) {
  let end = (): void => {}
  const closed = new Promise<void>((resolve) => (end = resolve))
  const listeners = new Set<(payload: unknown) => void>()
  const made = {
    closed,
    close: () => end(),
    call: () => Promise.resolve(answer),
    on: (_: string, listener: (payload: unknown) => void) => {
      listeners.add(listener)
      return () => listeners.delete(listener)
    },
  }
  return {
    client: made as unknown as EngineClient,
    end: () => end(),
    say: (payload: unknown) => listeners.forEach((listener) => listener(payload)),
  }
}

beforeEach(() => void vi.useFakeTimers())
afterEach(() => void vi.useRealTimers())
const settle = () => vi.advanceTimersByTimeAsync(1000)

describe('the link to the engine', () => {
  it('opens when the engine is ready, once', async () => {
    const open = vi.fn(() => Promise.resolve(client('info').client))
    const link = createEngineLink(open, () => {})
    expect(link.connected).toBe(false)
    const asked = link.call('engine.info', {})
    link.follow(ready)
    link.follow(ready)
    await expect(link.call('engine.info', {})).resolves.toBe('info')
    await expect(asked).resolves.toBe('info')
    expect(open).toHaveBeenCalledOnce()
  })

  it('has what is asked between a crash and the new start answered by the next engine, after what that engine is told first', async () => {
    const engines = [client('first'), client('second')]
    let next = 0
    const link = createEngineLink(
      () => Promise.resolve(engines[next++]!.client),
      () => {},
    )
    const order: string[] = []
    link.onConnected(
      (connected) => connected && void link.call('engine.info', {}).then(() => order.push('told')),
    )
    link.follow(ready)
    await settle()
    link.follow(crashed)
    await vi.advanceTimersByTimeAsync(0)
    const asked = link.call('engine.info', {}).finally(() => order.push('asked'))
    link.follow({ state: 'starting', restarts: 1 })
    await settle()
    link.follow(ready)
    await expect(asked).resolves.toBe('second')
    expect(order).toEqual(['told', 'told', 'asked'])
  })

  it.each([crashed, { state: 'stopped', restarts: 0 } as const])(
    'says that none runs when main starts no other one: $state',
    async (gone) => {
      const link = createEngineLink(
        () => Promise.resolve(client('info').client),
        () => {},
      )
      link.follow(gone)
      const asked = expect(link.call('engine.info', {})).rejects.toMatchObject({
        code: 'engine-unavailable',
      })
      await settle()
      await asked
      await expect(link.call('engine.info', {})).rejects.toMatchObject({
        code: 'engine-unavailable',
      })
    },
  )

  it('lets go of a call that is cancelled while it waits', async () => {
    const link = createEngineLink(
      () => Promise.resolve(client('info').client),
      () => {},
    )
    const controller = new AbortController()
    const asked = expect(
      link.call('engine.info', {}, { signal: controller.signal }),
    ).rejects.toMatchObject({ code: 'cancelled' })
    controller.abort()
    await asked
    await expect(link.call('engine.info', {}, { signal: controller.signal })).rejects.toMatchObject(
      { code: 'cancelled' },
    )
  })

  it('carries listeners over to the next engine, and says so in between', async () => {
    const engines = [client('first'), client('second')]
    let next = 0
    const link = createEngineLink(
      () => Promise.resolve(engines[next++]!.client),
      () => {},
    )
    const heard: unknown[] = []
    const states: boolean[] = []
    link.on('models.changed', (payload) => heard.push(payload))
    link.onConnected((connected) => states.push(connected))
    link.follow(ready)
    await settle()
    engines[0]!.say(1)
    link.follow(crashed)
    await settle()
    engines[0]!.say('from the dead')
    link.follow(ready)
    await settle()
    engines[1]!.say(2)
    expect(heard).toEqual([1, 2])
    expect(states).toEqual([true, false, true])
  })

  it('opens again by itself when the port closes while the engine lives', async () => {
    const engines = [client('first'), client('second')]
    let next = 0
    const link = createEngineLink(
      () => Promise.resolve(engines[next++]!.client),
      () => {},
    )
    link.follow(ready)
    await settle()
    engines[0]!.end()
    await settle()
    await expect(link.call('engine.info', {})).resolves.toBe('second')
  })

  it('reports a port that did not come', async () => {
    const failures: AppError[] = []
    const link = createEngineLink(
      () => Promise.reject(new AppError('engine-unavailable', 'No port.')),
      (error) => failures.push(error),
    )
    link.follow(ready)
    await settle()
    expect(failures.map(({ message }) => message)).toEqual(['No port.'])
    expect(link.connected).toBe(false)
    await expect(link.call('engine.info', {})).rejects.toMatchObject({ code: 'engine-unavailable' })
  })
})
