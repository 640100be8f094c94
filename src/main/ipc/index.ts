import { BrowserWindow, ipcMain, type IpcMainEvent, MessageChannelMain } from 'electron'
import { channels } from '@shared/contract/channels'
import type { DesktopEvent, DesktopPayload } from '@shared/contract/desktop'
import { electronPort } from '@shared/rpc'
import {
  type DesktopHandlers,
  type DesktopServed,
  type PreloadHandlers,
  serveDesktop,
  servePreload,
} from '@shared/rpc/desktop'
import { takeDropped } from '../dropped'
import type { PathTokens } from '../tokens'
import { isOwnPage } from '../window-source'
import { checkFrame } from './sender'

interface IpcOptions {
  /** The handlers of main for one window. */
  readonly handlersFor: (window: Electron.BrowserWindow) => DesktopHandlers
  readonly tokens: PathTokens
  /** Takes the engine's end of a new channel, or throws `engine-unavailable`. */
  readonly connectEngine: (port: Electron.MessagePortMain) => void
}

/** The connected pages; a reloaded page connects again. */
const pages = new Map<Electron.BrowserWindow, DesktopServed>()

/** The only listener for windows' messages. */
export function listenToWindows({ handlersFor, tokens, connectEngine }: IpcOptions): void {
  ipcMain.on(channels.desktop, (event) => {
    const [window, [port]] = [BrowserWindow.fromWebContents(event.sender), event.ports]
    if (!window || !port) return
    const served = serveDesktop(electronPort(port, setImmediate), handlersFor(window), {
      check: checkOf(event),
    })
    pages.set(window, served)
    void served.closed.then(() => {
      if (pages.get(window) === served) pages.delete(window)
    })
  })
  ipcMain.on(channels.preload, (event) => {
    const [port] = event.ports
    if (!port) return
    const handlers: PreloadHandlers = {
      'dropped.take': ({ paths }) => takeDropped(paths, tokens),
      'engine.connect': ({ nonce }) => {
        const { port1, port2 } = new MessageChannelMain()
        connectEngine(port1)
        event.senderFrame?.postMessage(channels.engine, nonce, [port2])
        return {}
      },
    }
    servePreload(electronPort(port, setImmediate), handlers, { check: checkOf(event) })
  })
}

/** Sends an event to every window that listens, or to one. */
export function tellWindows<E extends DesktopEvent>(
  event: E,
  payload: DesktopPayload<E>,
  only?: Electron.BrowserWindow | null,
): void {
  for (const [window, served] of pages) if (!only || window === only) served.emit(event, payload)
}

/** Checked before each call: a frame may have navigated to another page since it connected. */
const checkOf =
  ({ senderFrame }: IpcMainEvent) =>
  (): void =>
    checkFrame(senderFrame, isOwnPage)
