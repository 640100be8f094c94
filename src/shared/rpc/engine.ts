import { engineCalls, engineEvents } from '../contract/engine'
import { type Client, createClient } from './client'
import type { Handlers } from './contract'
import type { Port } from './port'
import { serve, type Served } from './server'

const contract = { calls: engineCalls, events: engineEvents }
export type EngineContract = typeof contract
export type EngineClient = Client<EngineContract>
export type EngineHandlers = Handlers<EngineContract>
export type EngineServed = Served<EngineContract>

/** The window's end of a port to the engine. */
export const createEngineClient = (port: Port): EngineClient => createClient(port, contract)

/** The engine's end: answers one port. Several may be served at once by the same handlers. */
export const serveEngine = (
  port: Port,
  handlers: EngineHandlers,
  onInternalError?: (error: unknown, call: string) => void,
): EngineServed => serve(port, contract, handlers, { onInternalError })
