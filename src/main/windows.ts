import { join } from 'node:path'
import { app, BrowserWindow, nativeTheme, screen } from 'electron'
import type { JsonFile } from './json-file'
import { type boundsSchema, fitBounds, MINIMUM_SIZE } from './window-bounds'
import { windowUrl } from './window-source'

const TITLE = 'Convscope'
/** After this many crashes in a row, a window is not reloaded again. */
const MAX_RELOADS = 3

/** Background colour until the first paint, so that the window does not flash. */
const BACKGROUND = { light: '#ffffff', dark: '#15171b' } as const

/**
 * Opens the window: sandboxed, without Node, at its last position.
 * @param mustAsk whether closing it has to be asked about first, as quitting has
 */
export async function openWindow(
  bounds: JsonFile<typeof boundsSchema>,
  mustAsk: () => boolean,
): Promise<Electron.BrowserWindow> {
  const kept = fitBounds(
    await bounds.read(),
    screen.getAllDisplays().map(({ workArea }) => workArea),
  )
  const { maximised, ...place } = kept
  const window = new BrowserWindow({
    ...place,
    minWidth: MINIMUM_SIZE.width,
    minHeight: MINIMUM_SIZE.height,
    title: TITLE,
    show: false,
    backgroundColor: nativeTheme.shouldUseDarkColors ? BACKGROUND.dark : BACKGROUND.light,
    webPreferences: {
      preload: join(__dirname, '../preload/index.js'),
      sandbox: true,
      contextIsolation: true,
      nodeIntegration: false,
      nodeIntegrationInWorker: false,
      nodeIntegrationInSubFrames: false,
      webSecurity: true,
      webviewTag: false,
      spellcheck: false,
      // Curves and maps are drawn even while the window is covered, so that they are current when
      // it is shown.
      backgroundThrottling: false,
    },
  })
  window.once('ready-to-show', () => {
    if (maximised) window.maximize()
    window.show()
  })
  window.on('close', (event) => {
    void rememberBounds(window, bounds)
    if (!mustAsk()) return
    event.preventDefault()
    app.quit()
  })
  // The title names the running job; the page's own title is never shown.
  window.on('page-title-updated', (event) => event.preventDefault())
  reloadWhenLost(window)
  await window.loadURL(windowUrl())
  return window
}

/**
 * Keeps the window's position for the next start; never fails, since a position is not worth an
 * error.
 */
export function rememberBounds(
  window: Electron.BrowserWindow,
  bounds: JsonFile<typeof boundsSchema>,
): Promise<void> {
  return bounds
    .write({ ...window.getNormalBounds(), maximised: window.isMaximized() })
    .catch(() => undefined)
}

function reloadWhenLost(window: Electron.BrowserWindow): void {
  let reloads = 0
  window.webContents.on('render-process-gone', (_event, { reason }) => {
    if (reason === 'clean-exit' || reloads >= MAX_RELOADS) return
    reloads++
    window.webContents.reload()
  })
}

/** Progress of the running job in the task bar and the title; null when nothing runs. */
export function showProgress(
  window: Electron.BrowserWindow,
  fraction: number | null,
  title: string | null,
): void {
  window.setProgressBar(fraction ?? -1)
  window.setTitle(title === null ? TITLE : `${title} – ${TITLE}`)
}
