import type { Bridge } from '@shared/contract/desktop'
import { AppError } from '@shared/errors'
import type { EngineLink } from './engine'

export type { Engine, EngineLink } from './engine'

/** What the window talks to. */
interface Api {
  readonly desktop: Bridge
  readonly engine: EngineLink
}

let installed: Api | undefined

/** Called once before the app is mounted; tests install a fake engine and bridge. */
export function installApi(api: Api): void {
  installed = api
}

function api(): Api {
  if (!installed)
    throw new AppError('internal', 'The window was used before its connections were installed.')
  return installed
}

/** Main, by the preload's bridge: dialogs, settings, the engine's life. */
export const desktop = (): Bridge => api().desktop
/** The engine, by its port. */
export const engine = (): EngineLink => api().engine
