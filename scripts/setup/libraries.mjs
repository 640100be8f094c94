import { aptCommand, aptInstall, canInstall, isDebian, missingPackages } from './lib/apt.mjs'
import { SetupFailure } from '../../src/libtensorflow/failure.mjs'

/**
 * The system libraries that Electron needs (its own documentation's list); other distributions'
 * names differ, so only Debian's are checked.
 */
const forWindow = [
  'libgtk-3-0',
  'libnss3',
  'libasound2',
  'libgbm1',
  'libxss1',
  'libatk-bridge2.0-0',
  'libcups2',
  'libdrm2',
]

/** A separate screen for the tests, and a font with Chinese characters. */
const forTests = ['xvfb', 'xauth', 'fonts-noto-cjk']

/** The facts about the machine that the step needs; tests replace them. */
const machine = { isDebian, missingPackages, canInstall, aptInstall, platform: process.platform }

export const debianStep = (
  id,
  title,
  packages,
  { isDebian, missingPackages, canInstall, aptInstall, platform } = machine,
) => ({
  id,
  title,
  /** The command line works without these. */
  optional: true,

  check() {
    if (!isDebian())
      return {
        ok: true,
        detail:
          platform === 'linux'
            ? 'not checked: this is not Debian or a relative'
            : 'none needed here',
      }
    const missing = missingPackages(packages)
    return missing.length
      ? { ok: false, detail: `missing: ${missing.join(' ')}`, fix: aptCommand(missing) }
      : { ok: true, detail: 'installed' }
  },

  async run(ctx) {
    const missing = missingPackages(packages)
    if (ctx.offline || !canInstall())
      throw new SetupFailure(
        `these Debian packages are missing: ${missing.join(' ')}`,
        aptCommand(missing),
      )
    await aptInstall(missing)
  },
})

export const libraries = debianStep('libraries', 'System libraries', forWindow)
export const testLibraries = debianStep('test-libraries', 'Packages for the tests', forTests)
