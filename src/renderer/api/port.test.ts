// @vitest-environment happy-dom
import { expect, it, vi } from 'vitest'
import type { Bridge } from '@shared/contract/desktop'
import { fakeDesktop } from './testing/fake'
import { requestPort } from './port'

/**
 * A bridge whose main answers with these messages, each made of the nonce that it was asked with.
 */
function bridgeThatSays(
  ...messages: readonly ((nonce: string) => {
    data: unknown
    port: MessagePort
    source?: unknown
  })[]
): Bridge {
  return {
    ...fakeDesktop({}),
    connectEngine: (nonce) => {
      for (const message of messages) {
        const { data, port, source = window } = message(nonce)
        window.dispatchEvent(Object.assign(new Event('message'), { data, ports: [port], source }))
      }
      return Promise.resolve()
    },
  }
}

function port() {
  const { port1 } = new MessageChannel()
  return { port: port1, close: vi.spyOn(port1, 'close'), post: vi.spyOn(port1, 'postMessage') }
}

it('takes only the port that comes with its own nonce, from its own window', async () => {
  const [foreign, stranger, own] = [port(), port(), port()]
  const opened = await requestPort(
    bridgeThatSays(
      () => ({ data: { convscopePort: 'another' }, port: foreign.port }),
      (nonce) => ({ data: { convscopePort: nonce }, port: stranger.port, source: null }),
      (nonce) => ({ data: { convscopePort: nonce }, port: own.port }),
    ),
  )
  opened.post('hello')
  expect(own.post).toHaveBeenCalledWith('hello')
  expect(foreign.post).not.toHaveBeenCalled()
  expect(stranger.post).not.toHaveBeenCalled()
  opened.close()
})

it('closes the port before the page goes', async () => {
  const own = port()
  const opened = await requestPort(
    bridgeThatSays((nonce) => ({ data: { convscopePort: nonce }, port: own.port })),
  )
  const closed = vi.fn()
  opened.onClose(closed)
  window.dispatchEvent(new Event('pagehide'))
  expect(own.close).toHaveBeenCalledOnce()
  expect(closed).toHaveBeenCalledOnce()
})
