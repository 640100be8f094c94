/**
 * Every Electron channel. Calls and events between window and main go over message ports, by the
 * protocol of `shared/rpc`; a channel only transfers a port.
 */
export const channels = {
  /** preload → main, with a port: the window's calls to main (`desktop.ts`). */
  desktop: 'convscope:desktop',
  /** preload → main, with a port: the preload's own calls to main (`preload.ts`). */
  preload: 'convscope:preload',
  /** main → preload, with one end of a channel to the engine and the nonce that asked for it. */
  engine: 'convscope:engine',
} as const
