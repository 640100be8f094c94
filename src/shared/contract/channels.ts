import type { ErrorData } from '../errors'

/**
 * Every Electron channel there is. Calls and events travel on one each, under the names of the
 * desktop contract.
 */
export const channels = {
  /** window → main: name and input of a desktop call. */
  call: 'convscope:call',
  /** main → window: name and payload of a desktop event. */
  event: 'convscope:event',
  /** window → main: a nonce; main answers with `port`. */
  connect: 'convscope:connect',
  /** main → window: the nonce and one end of a channel to the engine. */
  port: 'convscope:port',
  /** preload → main: paths of files that were dropped. */
  dropped: 'convscope:dropped',
} as const

/** An error thrown in main would reach the window without its code, so answers are values. */
export type Answer<T> =
  { readonly ok: true; readonly output: T } | { readonly ok: false; readonly error: ErrorData }
