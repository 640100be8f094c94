import { describe, expect, it } from 'vitest'
import { createEngineClient, type EngineHandlers } from '@shared/rpc'
import { portPair } from '@shared/rpc/testing/ports'
import { Hub } from './hub'

describe('several windows', () => {
  it('receive the events that they listen to, until they close', async () => {
    const hub = new Hub()
    const handlers = { 'pictures.samples': () => ['boot'] } as unknown as EngineHandlers
    const heard: string[] = []
    const windows = ['a', 'b', 'c'].map((name) => {
      const [near, port] = portPair()
      const window = createEngineClient(near)
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
