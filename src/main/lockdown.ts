import { app, type Session, type WebContents } from 'electron'
import type { CameraPermission } from './camera'
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

/** Copying text is the only permission that the app needs, besides the camera's picture. */
const ALLOWED_PERMISSION = 'clipboard-sanitized-write'

/** What a request for a camera or a microphone says of itself. */
interface MediaRequest {
  readonly requestingUrl?: string
  readonly isMainFrame?: boolean
  readonly mediaTypes?: readonly string[]
  readonly mediaType?: string
}

const isVideoAlone = (types: readonly (string | undefined)[] | undefined): boolean =>
  types?.length === 1 && types[0] === 'video'

/**
 * Refuses every permission and every request of a session; but the app's own page gets the camera's
 * picture, without sound, where its user has said so.
 */
export function lockSession(session: Session, camera: Pick<CameraPermission, 'allows'>): void {
  session.setPermissionRequestHandler((contents, permission, answer, details) => {
    const { requestingUrl = '', isMainFrame, mediaTypes } = details as MediaRequest
    answer(
      (permission as string) === ALLOWED_PERMISSION ||
        (permission === 'media' &&
          isVideoAlone(mediaTypes) &&
          isMainFrame === true &&
          isOwnPage(requestingUrl) &&
          camera.allows(contents)),
    )
  })
  session.setPermissionCheckHandler(
    (contents, permission, origin, details) =>
      isOwnPage(origin) &&
      (permission === ALLOWED_PERMISSION ||
        (permission === 'media' &&
          isVideoAlone([(details as MediaRequest).mediaType]) &&
          camera.allows(contents))),
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
