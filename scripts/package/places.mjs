import { join } from 'node:path'
import { readJson } from '../../src/libtensorflow/files.mjs'
import { electronExecutable } from '../setup/electron.mjs'
import { officialVersion } from '../setup/lib/electron-official.mjs'
import { SetupFailure } from '../../src/libtensorflow/failure.mjs'

/**
 * What a packaging works on and where.
 * @typedef {object} Packaging
 * @property {string} root the checkout
 * @property {string} cache what is fetched once
 * @property {string} version of the app
 * @property {{version: string, executable: string}} electron the runtime that is packed
 * @property {boolean} release whether users may get the packages
 * @property {'release' | 'test'} flavour `test`: its fuses let Playwright drive the app
 * @property {string} name what the names of the packages begin with
 * @property {string} output where the packages are written
 * @property {string} work folders that are made on the way
 * @property {boolean} fast packs less tightly, for tests
 */

/**
 * @param {import('../setup/lib/context.mjs').Context} ctx
 * @param {{flavour: 'release' | 'test', fast: boolean}} options
 * @returns {Packaging}
 */
export function packagingOf(ctx, { flavour, fast }) {
  const electron = electronExecutable(ctx)
  if (!electron)
    throw new SetupFailure('Electron is not set up', 'npm run setup -- --only electron')
  const { version } = readJson(join(ctx.root, 'package.json'))
  // Only the version that package.json pins is known to get security fixes.
  const release = flavour === 'release' && electron.version === officialVersion(ctx)
  const output = join(ctx.root, 'dist', 'package')
  return {
    root: ctx.root,
    cache: ctx.cache,
    version,
    electron,
    release,
    flavour,
    fast,
    name: release ? 'convscope' : 'convscope-for-tests',
    output,
    work: join(output, 'work'),
  }
}
