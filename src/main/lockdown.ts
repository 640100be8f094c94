import { app, type Session, type WebContents } from 'electron'
import { isOwnPage, mayLoad } from './window-source'

/**
 * Switches off Chromium's own requests (updates of components, reports, pings, name look-ups);
 * before the app is ready.
 */
export function silenceChromium(): void {
  for (const name of [
    'disable-component-update',
    'disable-background-networking',
    'disable-domain-reliability',
    'no-pings',
  ]) {
    app.commandLine.appendSwitch(name)
  }
  app.commandLine.appendSwitch(
    'host-resolver-rules',
    'MAP * ~NOTFOUND, EXCLUDE localhost, EXCLUDE 127.0.0.1',
  )
}

/** Copying text is the only permission that the app needs. */
const ALLOWED_PERMISSION = 'clipboard-sanitized-write'

/** Refuses every permission and every request of a session. */
export function lockSession(session: Session): void {
  session.setPermissionRequestHandler((_contents, permission, answer) =>
    answer((permission as string) === ALLOWED_PERMISSION),
  )
  session.setPermissionCheckHandler(
    (_contents, permission, origin) => permission === ALLOWED_PERMISSION && isOwnPage(origin),
  )
  session.setDevicePermissionHandler(() => false)
  // Without a language there is no dictionary to fetch; switching the checker off alone would still
  // fetch one.
  session.setSpellCheckerLanguages([])
  session.setSpellCheckerEnabled(false)
  session.webRequest.onBeforeRequest(({ url }, answer) => answer({ cancel: !mayLoad(url) }))
  session.on('will-download', (event) => event.preventDefault())
}

/** Keeps a page in place: no navigation but a reload, no second window, no web view. */
export function lockContents(contents: WebContents): void {
  contents.on('will-navigate', (event) => {
    if (event.url !== contents.getURL()) event.preventDefault()
  })
  contents.on('will-redirect', (event) => event.preventDefault())
  contents.on('will-attach-webview', (event) => event.preventDefault())
  // Peer connections ask servers by UDP, which neither the page's policy nor the session's filter
  // controls.
  contents.setWebRTCIPHandlingPolicy('disable_non_proxied_udp')
  contents.setWindowOpenHandler(() => ({ action: 'deny' }))
}
