import type { Bridge } from '@shared/contract/desktop'
import { AppError, phrase } from '@shared/errors'
import { browserPort, closedOnLeave, type Port } from '@shared/rpc'

const PATIENCE_MS = 15_000

/**
 * Asks main for a port to the engine. The port arrives as a message of this window with the nonce
 * that was asked with, so that no other message can pass for it.
 * @throws AppError `engine-unavailable` when none arrives within 15 seconds.
 */
export async function requestPort(bridge: Bridge): Promise<Port> {
  const nonce = crypto.randomUUID()
  const arrival = new Promise<MessagePort>((resolve, reject) => {
    const timer = setTimeout(() => {
      window.removeEventListener('message', listener)
      reject(
        new AppError(
          'engine-unavailable',
          phrase`The engine did not open a connection within 15 seconds. Restart it.`,
        ),
      )
    }, PATIENCE_MS)
    const listener = (event: MessageEvent<unknown>): void => {
      const data = event.data
      const [port] = event.ports
      if (event.source !== window || typeof data !== 'object' || data === null || !port) return
      if (!('convscopePort' in data) || data.convscopePort !== nonce) return
      clearTimeout(timer)
      window.removeEventListener('message', listener)
      resolve(port)
    }
    window.addEventListener('message', listener)
  })
  const [port] = await Promise.all([arrival, bridge.connectEngine(nonce)])
  return closedOnLeave(browserPort(port), window)
}
