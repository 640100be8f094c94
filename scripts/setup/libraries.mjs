import { aptCommand, aptInstall, canInstall, isDebian, missingPackages } from './lib/apt.mjs'
import { SetupFailure } from './lib/failure.mjs'

/** What Electron needs of the system (its own documentation's list); other distributions' names differ, so only Debian's are checked. */
const forWindow = ['libgtk-3-0', 'libnss3', 'libasound2', 'libgbm1', 'libxss1', 'libatk-bridge2.0-0', 'libcups2', 'libdrm2']

/** A screen of its own for the tests, and a font that has the Chinese texts. */
const forTests = ['xvfb', 'xauth', 'fonts-noto-cjk']

const debianStep = (id, title, packages) => ({
  id,
  title,
  /** The command line works without these. */
  optional: true,

  check() {
    if (!isDebian()) return { ok: true, detail: process.platform === 'linux' ? 'not checked: this is not Debian or a relative' : 'none needed here' }
    const missing = missingPackages(packages)
    return missing.length ? { ok: false, detail: `missing: ${missing.join(' ')}`, mend: aptCommand(missing) } : { ok: true, detail: 'installed' }
  },

  async run(ctx) {
    const missing = missingPackages(packages)
    if (ctx.offline || !canInstall()) throw new SetupFailure(`these Debian packages are missing: ${missing.join(' ')}`, aptCommand(missing))
    await aptInstall(missing)
  },
})

export const libraries = debianStep('libraries', 'System libraries', forWindow)
export const testLibraries = debianStep('test-libraries', 'Packages for the tests', forTests)
