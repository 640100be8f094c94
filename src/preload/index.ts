import { contextBridge, ipcRenderer, webUtils } from 'electron'
import { type Answer, channels } from '@shared/contract/channels'
import type { Bridge, Taken } from '@shared/contract/desktop'
import { stayOnPage } from './stay'

// Before any script of the page can listen.
stayOnPage((window as unknown as { readonly navigation: EventTarget }).navigation)

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

/**
 * Rejects with `{code, message, details}` as a plain object: an Error would lose its code on its
 * way into the window.
 */
async function ask(channel: string, ...values: readonly unknown[]): Promise<unknown> {
  const answer = (await ipcRenderer.invoke(channel, ...values)) as Answer<unknown>
  if (answer.ok) return answer.output
  // eslint-disable-next-line @typescript-eslint/only-throw-error -- see above
  throw answer.error
}

const listeners = new Map<string, Set<(payload: unknown) => void>>()

ipcRenderer.on(channels.event, (_event, name: string, payload: unknown) => {
  for (const listener of [...(listeners.get(name) ?? [])]) listener(payload)
})

ipcRenderer.on(channels.port, ({ ports }, nonce: unknown) => {
  window.postMessage({ convscopePort: nonce }, location.origin, ports)
})

// Main checks every name and payload by the contract; the types of Bridge hold on the window's
// side.
contextBridge.exposeInMainWorld('convscope', {
  call: (name, input) => ask(channels.call, name, input) as Promise<never>,
  on: (name, listener) => {
    const set = listeners.get(name) ?? new Set()
    listeners.set(name, set)
    const own = (payload: unknown): void => listener(payload as never)
    set.add(own)
    return () => void set.delete(own)
  },
  connectEngine: (nonce) => ask(channels.connect, nonce) as Promise<never>,
  tokensFor: async (files) => {
    const paths = files.map(pathOf).filter((path) => path !== '')
    const taken = (await ask(channels.dropped, paths)) as Taken
    return { ...taken, placeless: files.length - paths.length }
  },
} satisfies Bridge)
