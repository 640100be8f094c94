import { type FromEngine, type ToEngine, toEngineSchema } from '@shared/contract/control'
import { AppError, phrase } from '@shared/errors'
import { electronPort, type Port } from '@shared/rpc'

/** The channel to main. */
export interface Parent {
  send(message: FromEngine): void
  /** Only a `port` message has a `port`. */
  onMessage(listener: (message: ToEngine, port: Port | undefined) => void): void
}

type ElectronParentPort = NodeJS.Process['parentPort']

/**
 * The channel that Electron gives to a utility process. @throws AppError `engine-unavailable`
 * anywhere else.
 */
export function parentPort(): Parent {
  const port = (process as { readonly parentPort?: ElectronParentPort }).parentPort
  if (!port)
    throw new AppError(
      'engine-unavailable',
      phrase`The engine is started by the app; use the command line to work without a window.`,
    )
  return {
    send: (message) => port.postMessage(message),
    onMessage: (listener) => {
      port.on('message', ({ data, ports }) => {
        const message = toEngineSchema.safeParse(data)
        if (!message.success) return
        const [first] = ports
        setImmediate(() => listener(message.data, first && electronPort(first, setImmediate)))
      })
    },
  }
}
