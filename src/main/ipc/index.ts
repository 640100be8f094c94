import { BrowserWindow, ipcMain, type IpcMainInvokeEvent, MessageChannelMain } from 'electron'
import { z } from 'zod'
import { channels } from '@shared/contract/channels'
import type { DesktopEvent, DesktopPayload } from '@shared/contract/desktop'
import { AppError, phrase } from '@shared/errors'
import { isOwnPage } from '../window-source'
import { takeDropped } from '../dropped'
import type { PathTokens } from '../tokens'
import { asAnswer, checkFrame, type DesktopHandlers, dispatch } from './answer'

/** Far beyond what anybody drops on purpose; the paths of so many files are some 10 MB. */
const MOST_PATHS = 100_000
const nonceSchema = z.string().min(8).max(64)
const pathsSchema = z.array(z.string().min(1).max(32_768)).max(MOST_PATHS)

interface IpcOptions {
  readonly handlers: DesktopHandlers<Electron.BrowserWindow>
  readonly tokens: PathTokens
  /** Takes the engine's end of a new channel, or throws `engine-unavailable`. */
  readonly connectEngine: (port: Electron.MessagePortMain) => void
}

/** The only place that listens to windows. */
export function listenToWindows({ handlers, tokens, connectEngine }: IpcOptions): void {
  handle(channels.call, (event, name, input) =>
    dispatch(handlers, name, input, senderWindow(event)),
  )
  handle(channels.dropped, (_event, paths) => takeDropped(parse(pathsSchema, paths), tokens))
  handle(channels.connect, ({ senderFrame }, given) => {
    const nonce = parse(nonceSchema, given)
    const { port1, port2 } = new MessageChannelMain()
    connectEngine(port1)
    senderFrame?.postMessage(channels.port, nonce, [port2])
    return undefined
  })
}

/** Says something to every window, or to one. */
export function tellWindows<E extends DesktopEvent>(
  event: E,
  payload: DesktopPayload<E>,
  windows = BrowserWindow.getAllWindows(),
): void {
  for (const window of windows)
    if (!window.isDestroyed()) window.webContents.send(channels.event, event, payload)
}

function handle(
  channel: string,
  work: (event: IpcMainInvokeEvent, ...values: unknown[]) => unknown,
): void {
  ipcMain.handle(channel, (event, ...values: unknown[]) =>
    asAnswer(() => {
      checkFrame(event.senderFrame, isOwnPage)
      return work(event, ...values)
    }),
  )
}

function parse<S extends z.ZodType>(schema: S, value: unknown): z.output<S> {
  const result = schema.safeParse(value)
  if (!result.success)
    throw new AppError('invalid-argument', phrase`The message breaks the contract.`)
  return result.data
}

function senderWindow({ sender }: IpcMainInvokeEvent): Electron.BrowserWindow {
  const window = BrowserWindow.fromWebContents(sender)
  if (!window) throw new AppError('invalid-argument', phrase`The window that asked is gone.`)
  return window
}
