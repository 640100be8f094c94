import { app } from 'electron'
import { APP_SCHEME, APP_URL } from './app-protocol'

/** The source of the window: its built files, or in development the server of electron-vite. */
export function windowUrl(): string {
  const development = process.env['ELECTRON_RENDERER_URL']
  return !app.isPackaged && development ? development : APP_URL
}

/**
 * Whether a page is the app's own. Node gives custom schemes no origin, so scheme and host are
 * compared.
 */
export function isOwnPage(url: string): boolean {
  try {
    const own = new URL(windowUrl())
    const { protocol, host } = new URL(url)
    return protocol === own.protocol && host === own.host
  } catch {
    return false
  }
}

/** Pages may load only the app itself and the developer tools. */
export function mayLoad(url: string): boolean {
  const { protocol } = new URL(url)
  if ([`${APP_SCHEME}:`, 'devtools:', 'data:', 'blob:'].includes(protocol)) return true
  const development = windowUrl()
  return development !== APP_URL && new URL(url).host === new URL(development).host
}
