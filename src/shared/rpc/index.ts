export { cancelled, type CallOptions } from './client'
export { type CallContext } from './contract'
export {
  createEngineClient,
  type EngineClient,
  type EngineHandlers,
  type EngineServed,
  serveEngine,
} from './engine'
export { browserPort, closedOnLeave, electronPort, type Port } from './port'
