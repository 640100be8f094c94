import { app, type Session, type WebContents } from 'electron'
import { isOwnPage, mayLoad } from './window-source'

/**
 * Chromium's own errands (updates of components, reports, pings, name look-ups); before the app is
 * ready.
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

/** Text that the user copies; nothing else needs a permission. */
const ALLOWED_PERMISSION = 'clipboard-sanitized-write'

/** No permission and no request leaves a session, whatever its pages try. */
export function lockSession(session: Session): void {
  session.setPermissionRequestHandler((_contents, permission, answer) =>
    answer((permission as string) === ALLOWED_PERMISSION),
  )
  session.setPermissionCheckHandler(
    (_contents, permission, origin) => permission === ALLOWED_PERMISSION && isOwnPage(origin),
  )
  session.setDevicePermissionHandler(() => false)
  // Without a language there is no dictionary to fetch; switched off alone, the checker would still
  // fetch one.
  session.setSpellCheckerLanguages([])
  session.setSpellCheckerEnabled(false)
  session.webRequest.onBeforeRequest(({ url }, answer) => answer({ cancel: !mayLoad(url) }))
  session.on('will-download', (event) => event.preventDefault())
}

/** A page stays where it is: no navigation but a reload, no second window, no web view. */
export function lockContents(contents: WebContents): void {
  contents.on('will-navigate', (event) => {
    if (event.url !== contents.getURL()) event.preventDefault()
  })
  contents.on('will-redirect', (event) => event.preventDefault())
  contents.on('will-attach-webview', (event) => event.preventDefault())
  // Peer connections ask servers by UDP, which neither the policy of the page nor the session's
  // filter sees.
  contents.setWebRTCIPHandlingPolicy('disable_non_proxied_udp')
  contents.setWindowOpenHandler(() => ({ action: 'deny' }))
}
