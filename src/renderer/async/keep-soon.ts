import { useDebounceFn } from '@vueuse/core'

const KEEP_MS = 250
const AT_LATEST_MS = 1000

/**
 * What is to be kept is written a moment after the last change, and at the latest a second after
 * the first.
 */
export const keepSoon = <T>(write: () => Promise<T>) =>
  useDebounceFn(write, KEEP_MS, { maxWait: AT_LATEST_MS })
