import { MessageChannel } from 'node:worker_threads'
import { describe, expect, it } from 'vitest'
import {
  browserPort,
  createEngineClient,
  type EngineClient,
  type EngineHandlers,
  type Port,
} from '@shared/rpc'
import { Hub } from './hub'

type EventTargetPort = Parameters<typeof browserPort>[0]

function channel(): { window: EngineClient; port: Port } {
  const { port1, port2 } = new MessageChannel()
  return {
    window: createEngineClient(browserPort(port1 as unknown as EventTargetPort)),
    port: browserPort(port2 as unknown as EventTargetPort),
  }
}

describe('several windows', () => {
  it('are told what they listen to, until they close', async () => {
    const hub = new Hub()
    const handlers = { 'pictures.samples': () => ['boot'] } as unknown as EngineHandlers
    const heard: string[] = []
    const windows = ['a', 'b', 'c'].map((name) => {
      const { window, port } = channel()
      hub.connect(port, handlers, () => {})
      if (name !== 'c') window.on('models.changed', () => heard.push(name))
      return window
    })
    const settle = (): Promise<unknown> =>
      Promise.all(windows.map((window) => window.call('pictures.samples', {}).catch(() => null)))
    await settle()
    hub.emit('models.changed', {})
    await settle()
    windows[0]!.close()
    await windows[0]!.closed
    await settle()
    hub.emit('models.changed', {})
    await settle()
    expect(heard).toEqual(['a', 'b', 'b'])
    hub.close()
    await Promise.all(windows.map((window) => window.closed))
  })
})
