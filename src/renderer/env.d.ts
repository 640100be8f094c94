import type { Bridge } from '@shared/contract/desktop'

declare global {
  interface Window {
    /** Put there by the preload script; absent only where no preload ran. */
    readonly convscope: Bridge
  }
}
