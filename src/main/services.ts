import { join } from 'node:path'
import { app } from 'electron'
import { languageOf, type Language } from '@shared/language'
import { CameraPermission } from './camera'
import { Dialogs } from './dialogs'
import { EngineLog } from './engine/engine-log'
import { EngineProcess } from './engine/engine-process'
import { forkEngine } from './engine/fork'
import { heldModelsFile } from './held-models'
import { tellWindows } from './ipc'
import { draftSchema } from './ipc/handlers'
import { engineEntry } from './installed'
import { JsonFile } from './json-file'
import { keepAwake } from './keep-awake'
import { InterruptedRun } from './interrupted-run'
import { InspectStore } from './kept-inspect'
import { KeptTexts } from './kept-texts'
import { QuitQuestion } from './quit-question'
import { SettingsStore } from './settings'
import { FilesToOpen } from './opened-files'
import { PathTokens } from './tokens'
import { boundsSchema, DEFAULT_BOUNDS } from './window-bounds'

export type Services = ReturnType<typeof createServices>

/** What main keeps and runs for as long as the app does. The engine is not started yet. */
export function createServices() {
  const userData = app.getPath('userData')
  const logs = join(userData, 'logs')
  const log = new EngineLog(join(logs, 'engine.log'))
  const settings = new SettingsStore(join(userData, 'settings.json'))
  const language = (): Language => languageOf(settings.current.language, app.getLocale())
  const interrupted = new InterruptedRun(join(userData, 'interrupted-run.json'))
  const engine: EngineProcess = new EngineProcess({
    fork: forkEngine(engineEntry(), log),
    paths: () => tokens.all(),
    language,
    onStatus: (status) => tellWindows('engine.status', status),
    onActivity: keepAwake,
    onRun: (run) => interrupted.note(run),
  })
  const tokens = new PathTokens((token, path) => engine.tellPath(token, path))
  return {
    logs,
    log,
    settings,
    language,
    engine,
    tokens,
    opened: new FilesToOpen(tokens, () => tellWindows('files.arrived', {})),
    dialogs: new Dialogs(tokens, language),
    camera: new CameraPermission(language, (window) => tellWindows('camera.revoked', {}, window)),
    bounds: new JsonFile(join(userData, 'window.json'), boundsSchema, DEFAULT_BOUNDS),
    draft: new JsonFile(join(userData, 'model-draft.json'), draftSchema, { draft: null }),
    texts: new KeptTexts(userData),
    interrupted,
    quitQuestion: new QuitQuestion(language, () => engine.activity),
    inspect: new InspectStore(userData, tokens),
    held: heldModelsFile(userData),
  }
}
