/**
 * Every Electron channel there is. Calls and events between window and main go over message ports,
 * by the protocol of `shared/rpc`; a channel only hands a port over.
 */
export const channels = {
  /** preload → main, with a port: what the window asks of main (`desktop.ts`). */
  desktop: 'convscope:desktop',
  /** preload → main, with a port: what the preload itself asks of main (`preload.ts`). */
  preload: 'convscope:preload',
  /** main → preload, with one end of a channel to the engine and the nonce that asked for it. */
  engine: 'convscope:engine',
} as const
