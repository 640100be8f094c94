import '@shared/jitless'
import { join } from 'node:path'
import { app, BrowserWindow, Menu, nativeTheme, protocol, shell } from 'electron'
import { languageOf, type Language } from '@shared/language'
import { APP_SCHEME, serveApp } from './app-protocol'
import { Dialogs } from './dialogs'
import { EngineLog } from './engine/engine-log'
import { EngineProcess } from './engine/engine-process'
import { forkEngine } from './engine/fork'
import { keepAwake } from './keep-awake'
import { listenToWindows, tellWindows } from './ipc'
import { currentTheme, desktopHandlers, draftSchema } from './ipc/handlers'
import { heldModelsFile } from './held-models'
import { JsonFile } from './json-file'
import { InspectStore } from './kept-inspect'
import { lockContents, lockSession, silenceChromium } from './lockdown'
import { menuTemplate } from './menus'
import { SettingsStore } from './settings'
import { PathTokens } from './tokens'
import { boundsSchema, DEFAULT_BOUNDS } from './window-bounds'
import { openWindow, rememberBounds } from './windows'

protocol.registerSchemesAsPrivileged([
  { scheme: APP_SCHEME, privileges: { standard: true, secure: true, supportFetchAPI: true } },
])
silenceChromium()

if (app.requestSingleInstanceLock()) void start()
else app.quit()

async function start(): Promise<void> {
  const userData = app.getPath('userData')
  const logs = join(userData, 'logs')
  const log = new EngineLog(join(logs, 'engine.log'))
  const settings = new SettingsStore(join(userData, 'settings.json'))
  const bounds = new JsonFile(join(userData, 'window.json'), boundsSchema, DEFAULT_BOUNDS)
  const draft = new JsonFile(join(userData, 'model-draft.json'), draftSchema, { draft: null })
  const language = (): Language => languageOf(settings.current.language, app.getLocale())
  const engine: EngineProcess = new EngineProcess({
    fork: forkEngine(join(__dirname, 'engine.js'), log),
    paths: () => tokens.all(),
    language,
    onStatus: (status) => tellWindows('engine.status', status),
    onActivity: keepAwake,
  })
  const tokens = new PathTokens((token, path) => engine.tellPath(token, path))
  const inspect = new InspectStore(userData, tokens)
  const held = heldModelsFile(userData)
  const dialogs = new Dialogs(tokens, language)

  function buildMenu(): void {
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

  // As soon as there is one: a session that checks spelling fetches a dictionary at once.
  app.on('session-created', lockSession)
  app.on('web-contents-created', (_event, contents) => lockContents(contents))
  app.on('second-instance', () => {
    const [window] = BrowserWindow.getAllWindows()
    if (window?.isMinimized()) window.restore()
    window?.focus()
  })
  app.on('window-all-closed', () => app.quit())

  let quitting = false
  app.on('before-quit', (event) => {
    if (quitting) return
    // The engine checkpoints a running training first; its stop is bounded in time.
    event.preventDefault()
    quitting = true
    const remembered = BrowserWindow.getAllWindows().map((window) => rememberBounds(window, bounds))
    void Promise.all([
      ...remembered,
      settings.settled(),
      draft.settled(),
      inspect.settled(),
      held.settled(),
      engine.stop(),
    ])
      .then(() => log.settled())
      // Everything is written: `quit` would only close the windows and ask again.
      .finally(() => app.exit(0))
  })

  await app.whenReady()
  // TensorFlow takes half a second to load: the engine starts before the window asks anything of
  // it.
  engine.start()
  await settings.load()
  nativeTheme.themeSource = settings.current.theme
  nativeTheme.on('updated', () => tellWindows('theme.changed', currentTheme()))
  settings.onChange((current) => {
    nativeTheme.themeSource = current.theme
    buildMenu()
    tellWindows('settings.changed', current)
  })

  serveApp(protocol, join(__dirname, '../renderer'))
  listenToWindows({
    handlersFor: desktopHandlers({ settings, engine, dialogs, draft, inspect, held }),
    tokens,
    connectEngine: (port) => engine.connect(port),
  })
  buildMenu()
  await openWindow(bounds)
}
