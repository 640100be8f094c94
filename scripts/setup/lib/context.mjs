import { cacheFolder, projectRoot } from './paths.mjs'

/**
 * What every step is given.
 * @typedef {object} Context
 * @property {string} root the checkout
 * @property {string} cache everything that can be brought again
 * @property {string} platform
 * @property {string} arch
 * @property {'cpu' | 'cuda' | undefined} variant TensorFlow's, where the user asked for one
 * @property {boolean} offline no network: what is missing stays missing, with a message
 * @property {boolean} fresh brings the step again even where it looks complete
 */

/** @returns {Context} */
export const createContext = (options = {}) => ({
  root: projectRoot,
  cache: cacheFolder(),
  platform: process.platform,
  arch: process.arch,
  variant: undefined,
  offline: false,
  fresh: false,
  ...options,
})
