import type { EngineHandlers } from '@shared/rpc'
import { engineInfo, tensorflow } from '../runtime/tensorflow'
import { Hub } from './hub'
import type { Parent } from './parent-port'
import { Tokens } from './tokens'

/** Interim. */
export function startService(parent: Parent): void {
  const hub = new Hub()
  const tokens = new Tokens()
  const handlers = { 'engine.info': () => engineInfo() } as unknown as EngineHandlers
  parent.onMessage((message, port) => {
    switch (message.type) {
      case 'port':
        if (port) hub.connect(port, handlers, (error, call) => process.stderr.write(`${call}: ${error instanceof Error ? (error.stack ?? error.message) : String(error)}\n`))
        return
      case 'path':
        tokens.register(message.token, message.path)
        return
      case 'ping':
        parent.send({ type: 'pong', beat: message.beat })
        return
      case 'shutdown':
        process.exit(0)
    }
  })
  tensorflow()
  parent.send({ type: 'ready' })
}
