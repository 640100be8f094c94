import { cacheFolder, projectRoot } from './paths.mjs'

/**
 * The context of every step.
 * @typedef {object} Context
 * @property {string} root the checkout
 * @property {string} cache everything that can be downloaded again
 * @property {string} platform
 * @property {string} arch
 * @property {'cpu' | 'cuda' | undefined} variant TensorFlow's, where the user chose one
 * @property {boolean} offline no network: missing parts stay missing, with a message
 * @property {boolean} fresh runs the step again even where it looks complete
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
