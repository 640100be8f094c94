import '@shared/jitless'
import { contextBridge, ipcRenderer, webUtils } from 'electron'
import { channels } from '@shared/contract/channels'
import type { Bridge } from '@shared/contract/desktop'
import { AppError } from '@shared/errors'
import { createDesktopClient, createPreloadClient } from '@shared/rpc/desktop'
import { browserPort, closedOnLeave, type Port } from '@shared/rpc/port'
import { stayOnPage } from './stay'

// Before any script of the page runs.
stayOnPage((window as unknown as { readonly navigation: EventTarget }).navigation)

/** A new port to main, transferred on this channel. */
function portToMain(channel: string): Port {
  const { port1, port2 } = new MessageChannel()
  ipcRenderer.postMessage(channel, null, [port2])
  return closedOnLeave(browserPort(port1), window)
}
const main = createDesktopClient(portToMain(channels.desktop))
const own = createPreloadClient(portToMain(channels.preload))

ipcRenderer.on(channels.engine, ({ ports }, nonce: unknown) => {
  window.postMessage({ convscopePort: nonce }, location.origin, ports)
})

/**
 * Rejects with `{code, message, details, phrase}` as a plain object: an Error would lose its code
 * on its way into the window.
 */
async function asData<T>(answer: Promise<T>): Promise<T> {
  try {
    return await answer
  } catch (thrown) {
    // eslint-disable-next-line @typescript-eslint/only-throw-error -- see above
    throw AppError.from(thrown).toData()
  }
}

/**
 * The path of a real file, '' for one that the page made. `File.path` was Electron's way up to 31,
 * `webUtils` is since 29.
 */
function pathOf(file: File & { readonly path?: unknown }): string {
  if (!(file instanceof File)) return ''
  // In old runtimes `webUtils` is undefined, whatever its type says.
  const utilities = webUtils as typeof webUtils | undefined
  if (utilities) return utilities.getPathForFile(file)
  return typeof file.path === 'string' ? file.path : ''
}

contextBridge.exposeInMainWorld('convscope', {
  call: (name, input) => asData(main.call(name, input)),
  on: (name, listener) => main.on(name, listener),
  connectEngine: async (nonce) => {
    await asData(own.call('engine.connect', { nonce }))
  },
  tokensFor: async (files) => {
    const paths = files.map(pathOf).filter((path) => path !== '')
    const taken = await asData(own.call('dropped.take', { paths }))
    return { ...taken, placeless: files.length - paths.length }
  },
} satisfies Bridge)
