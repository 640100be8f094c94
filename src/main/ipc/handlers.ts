import { basename, join } from 'node:path'
import { app, nativeTheme, Notification, shell } from 'electron'
import { z } from 'zod'
import type { DesktopHandlers } from '@shared/rpc/desktop'
import type { CameraPermission } from '../camera'
import type { Dialogs } from '../dialogs'
import { picturesIn } from '../dropped'
import type { JsonFile } from '../json-file'
import type { EngineProcess } from '../engine/engine-process'
import type { HeldModelsFile } from '../held-models'
import type { InspectStore } from '../kept-inspect'
import type { InterruptedRun } from '../interrupted-run'
import type { KeptTexts } from '../kept-texts'
import type { SettingsStore } from '../settings'
import type { FilesToOpen } from '../opened-files'
import type { PathTokens } from '../tokens'
import { showProgress } from '../windows'

interface Parts {
  readonly settings: SettingsStore
  readonly engine: EngineProcess
  readonly dialogs: Dialogs
  readonly camera: CameraPermission
  readonly tokens: PathTokens
  readonly opened: FilesToOpen
  readonly draft: JsonFile<typeof draftSchema>
  readonly texts: KeptTexts
  readonly interrupted: InterruptedRun
  readonly inspect: InspectStore
  readonly held: HeldModelsFile
}

/** The model builder's draft: text that only the window understands. */
export const draftSchema = z.strictObject({ draft: z.string().nullable() })

export const currentTheme = (): 'light' | 'dark' =>
  nativeTheme.shouldUseDarkColors ? 'dark' : 'light'

/** The handlers of a window's calls. */
export const desktopHandlers =
  ({
    settings,
    engine,
    dialogs,
    camera,
    tokens,
    opened,
    draft,
    texts,
    interrupted,
    inspect,
    held,
  }: Parts) =>
  (window: Electron.BrowserWindow): DesktopHandlers => ({
    'app.info': () => ({
      version: app.getVersion(),
      electron: process.versions.electron,
      chrome: process.versions.chrome,
      platform: process.platform,
      locale: app.getLocale(),
    }),
    'settings.get': () => settings.current,
    'settings.set': (change) => settings.update(change),
    'draft.get': () => draft.read(),
    'draft.set': async (next) => {
      await draft.write(next)
      return {}
    },
    'text.get': ({ name }) => texts.of(name).read(),
    'text.set': async ({ name, text }) => {
      await texts.of(name).write({ text })
      return {}
    },
    'inspect.get': () => inspect.read(),
    'inspect.set': async (next) => {
      await inspect.write(next)
      return {}
    },
    'held.get': async () => ({ held: await held.read() }),
    'held.set': async (next) => {
      await held.write(next.held)
      return {}
    },
    'theme.get': currentTheme,
    'engine.status': () => engine.status,
    'training.interrupted': async () => ({ run: await interrupted.take() }),
    'engine.restart': async () => {
      await engine.restart()
      return {}
    },
    'files.opened': () => opened.take(),
    'dialog.pictures': () => dialogs.pictures(window),
    'dialog.model': () => dialogs.model(window),
    'dialog.folder': (input) => dialogs.folder(window, input),
    'dialog.archive': () => dialogs.archive(window),
    'dialog.wheels': () => dialogs.wheels(window),
    'folder.pictures': async ({ token }) => {
      const folder = tokens.pathOf(token)
      return folder === undefined ? { pictures: [], left: 0 } : picturesIn(folder, tokens)
    },
    'folder.reveal': ({ token, name }) => {
      const folder = tokens.pathOf(token)
      // A name, never a path: the window shows nothing outside the chosen folder.
      if (folder !== undefined && basename(name) === name && name !== '..')
        shell.showItemInFolder(join(folder, name))
      return {}
    },
    'camera.ask': async () => ({ allowed: await camera.ask(window) }),
    'camera.release': () => {
      camera.release(window.webContents)
      return {}
    },
    'dialog.save': (input) => dialogs.save(window, input),
    'window.progress': ({ fraction, title }) => {
      showProgress(window, fraction, title)
      return {}
    },
    notify: ({ title, body }) => {
      // In a focused window the user sees it there.
      if (settings.current.notify && !window.isFocused() && Notification.isSupported()) {
        const notification = new Notification({ title, body })
        notification.on('click', () => window.show())
        notification.show()
      }
      return {}
    },
  })
