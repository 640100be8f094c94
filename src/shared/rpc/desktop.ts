import { desktopCalls, desktopEvents } from '../contract/desktop'
import { preloadCalls } from '../contract/preload'
import { type Client, createClient } from './client'
import type { Handlers } from './contract'
import type { Port } from './port'
import { serve, type Served, type ServeOptions } from './server'

const desktop = { calls: desktopCalls, events: desktopEvents }
const preload = { calls: preloadCalls, events: {} }

export type DesktopHandlers = Handlers<typeof desktop>
export type DesktopServed = Served<typeof desktop>
export type PreloadHandlers = Handlers<typeof preload>

/** The window's end of a port to main. */
export const createDesktopClient = (port: Port): Client<typeof desktop> =>
  createClient(port, desktop)

/** Main's end: answers one window. */
export const serveDesktop = (
  port: Port,
  handlers: DesktopHandlers,
  options?: ServeOptions,
): DesktopServed => serve(port, desktop, handlers, options)

/** The preload's own end of a port to main, out of the window's reach. */
export const createPreloadClient = (port: Port): Client<typeof preload> =>
  createClient(port, preload)

export const servePreload = (
  port: Port,
  handlers: PreloadHandlers,
  options?: ServeOptions,
): Served<typeof preload> => serve(port, preload, handlers, options)
