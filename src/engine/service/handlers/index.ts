import type { EngineHandlers } from '@shared/rpc'
import { engineInfo } from '../../runtime/tensorflow'
import type { Parts } from '../parts'
import { augmentHandlers } from './augment'
import { builderHandlers } from './builder'
import { datasetHandlers } from './datasets'
import { experimentHandlers } from './experiments'
import { fieldHandlers } from './fields'
import { inspectHandlers } from './inspect'
import { modelHandlers } from './models'
import { momentHandlers } from './moments'
import { operationHandlers } from './operations'
import { probeHandlers } from './probe'
import { provisionHandlers } from './provision'
import { rateHandlers } from './rates'
import { runHandlers } from './runs'
import { suggestHandlers } from './suggest'
import { trashHandlers } from './trash'

/** A handler for every call of the contract; the compiler names a missing one. */
export const createHandlers = (parts: Parts): EngineHandlers => ({
  'engine.info': () => engineInfo(),
  ...builderHandlers(parts),
  ...datasetHandlers(parts),
  ...modelHandlers(parts),
  ...inspectHandlers(parts),
  ...operationHandlers(parts),
  ...probeHandlers(parts),
  ...suggestHandlers(),
  ...augmentHandlers(),
  ...rateHandlers(parts),
  ...fieldHandlers(parts),
  ...provisionHandlers(parts),
  ...runHandlers(parts),
  ...momentHandlers(parts),
  ...trashHandlers(parts),
  ...experimentHandlers(parts),
})
