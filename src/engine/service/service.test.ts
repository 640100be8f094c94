import { describe, expect, it } from 'vitest'
import type { ToEngine } from '@shared/contract/control'
import { createEngineClient, type Port } from '@shared/rpc'
import { portPair } from '@shared/rpc/testing/ports'
import type { Parent } from './parent-port'
import { startService } from './service'
import { inlinePictures } from '../pictures/picture-thread'

describe('the service', () => {
  it('answers pings and windows, and exits on request', async () => {
    const sent: unknown[] = []
    let receive: (message: ToEngine, port: Port | undefined) => void = () => {}
    const parent: Parent = {
      send: (message) => void sent.push(message),
      onMessage: (listener) => (receive = listener),
    }
    const exited = new Promise<number>((resolve) => {
      startService(parent, {
        startSession: () => {
          throw new Error('nothing trains here')
        },
        pictureWork: inlinePictures,
        exit: resolve,
        report: () => {},
      })
    })
    expect(sent[0]).toMatchObject({ type: 'ready' })
    receive({ type: 'ping', beat: 5 }, undefined)
    expect(sent.at(-1)).toEqual({ type: 'pong', beat: 5 })
    const [near, port] = portPair()
    const window = createEngineClient(near)
    receive({ type: 'port' }, port)
    await expect(window.call('engine.info', {})).resolves.toHaveProperty('device')
    await expect(window.call('models.detail', { model: 'preset:lenet' })).resolves.toMatchObject({
      summary: { totals: { parameters: 61_706 } },
    })
    await expect(window.call('inspect.maps', { pass: 'gone', layer: 'x' })).rejects.toMatchObject({
      code: 'not-found',
    })
    receive({ type: 'shutdown' }, undefined)
    await expect(exited).resolves.toBe(0)
    await window.closed
  })
})
