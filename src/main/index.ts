import '@shared/jitless'
import { join } from 'node:path'
import { app, BrowserWindow, Menu, nativeTheme, protocol, shell } from 'electron'
import { APP_SCHEME, serveApp } from './app-protocol'
import { listenToWindows, tellWindows } from './ipc'
import { currentTheme, desktopHandlers } from './ipc/handlers'
import { lockContents, lockSession, silenceChromium } from './lockdown'
import { menuTemplate } from './menus'
import { createServices, type Services } from './services'
import { openWindow, rememberBounds } from './windows'

protocol.registerSchemesAsPrivileged([
  { scheme: APP_SCHEME, privileges: { standard: true, secure: true, supportFetchAPI: true } },
])
silenceChromium()

if (app.requestSingleInstanceLock()) void start()
else app.quit()

async function start(): Promise<void> {
  const services = createServices()
  services.opened.add(process.argv.slice(1), process.cwd())
  listenToApp(services)
  saveBeforeQuit(services)
  await app.whenReady()
  // TensorFlow takes half a second to load, so the engine starts before the window asks for
  // anything.
  services.engine.start()
  await followSettings(services)
  serveApp(protocol, join(__dirname, '../renderer'))
  listenToWindows({
    handlersFor: desktopHandlers(services),
    tokens: services.tokens,
    connectEngine: (port) => services.engine.connect(port),
  })
  buildMenu(services)
  await openWindow(services.bounds, () => services.quitQuestion.isDue)
}

function listenToApp({ camera, opened }: Services): void {
  // Before the app is ready: a session that checks spelling fetches a dictionary at once.
  app.on('session-created', (session) => lockSession(session, camera))
  app.on('web-contents-created', (_event, contents) => lockContents(contents))
  // macOS hands files over by an event.
  app.on('open-file', (event, path) => {
    event.preventDefault()
    opened.add([path], '/')
  })
  app.on('second-instance', (_event, words, folder) => {
    opened.add(words.slice(1), folder)
    const [window] = BrowserWindow.getAllWindows()
    if (window?.isMinimized()) window.restore()
    window?.focus()
  })
  app.on('window-all-closed', () => app.quit())
}

/** The app quits once everything is written, and the engine has ended. */
function saveBeforeQuit(services: Services): void {
  const { bounds, settings, draft, texts, interrupted, inspect, held, engine, log } = services
  let quitting = false
  app.on('before-quit', (event) => {
    if (quitting) return
    event.preventDefault()
    void services.quitQuestion.ask().then((quits) => quits && save())
  })

  function save(): void {
    if (quitting) return
    quitting = true
    // The engine first writes a checkpoint of a running training; the time for that is limited.
    const remembered = BrowserWindow.getAllWindows().map((window) => rememberBounds(window, bounds))
    void Promise.all([
      ...remembered,
      settings.settled(),
      draft.settled(),
      texts.settled(),
      interrupted.settled(),
      inspect.settled(),
      held.settled(),
      engine.stop(),
    ])
      .then(() => log.settled())
      // Everything is written: `quit` would only close the windows and ask again.
      .finally(() => app.exit(0))
  }
}

/** Loads the settings; theme, menus and windows follow them from here on. */
async function followSettings(services: Services): Promise<void> {
  const { settings } = services
  await settings.load()
  nativeTheme.themeSource = settings.current.theme
  nativeTheme.on('updated', () => tellWindows('theme.changed', currentTheme()))
  settings.onChange((current) => {
    nativeTheme.themeSource = current.theme
    buildMenu(services)
    tellWindows('settings.changed', current)
  })
}

function buildMenu({ language, logs }: Services): void {
  const template = menuTemplate({
    language: language(),
    platform: process.platform,
    developer: !app.isPackaged,
    onCommand: (command) => {
      tellWindows('menu.command', command, BrowserWindow.getFocusedWindow())
    },
    onOpenLogs: () => void shell.openPath(logs),
  })
  Menu.setApplicationMenu(Menu.buildFromTemplate(template))
}
