/**
 * `npm run package [-- --flavour release | test] [--only deb,rpm,tar,appimage] [--fast]`: the
 * installable packages of this platform, in dist/package.
 */
import { mkdir, stat, writeFile } from 'node:fs/promises'
import { basename, join } from 'node:path'
import { parseArgs } from 'node:util'
import { missingForAppImage, makeAppImage } from './package/appimage.mjs'
import { makeAppFolder } from './package/app-folder.mjs'
import { writeBill } from './package/bill.mjs'
import { makeDeb } from './package/deb.mjs'
import { makeByElectronBuilder } from './package/electron-builder.mjs'
import { packagingOf } from './package/places.mjs'
import { makeRpm } from './package/rpm.mjs'
import { makeSystemTree } from './package/system-tree.mjs'
import { makeTarball } from './package/tarball.mjs'
import { build } from './setup/lib/build.mjs'
import { which } from './setup/lib/command.mjs'
import { createContext } from './setup/lib/context.mjs'
import { officialVersion } from './setup/lib/electron-official.mjs'
import { SetupFailure } from '../src/libtensorflow/failure.mjs'
import { fileDigest } from '../src/libtensorflow/files.mjs'
import { megabytes, say } from './setup/lib/report.mjs'
import { bringSteps, steps, tellFailure } from './setup/lib/steps.mjs'

const missing = (program, debian) =>
  which(program) ? undefined : `${program} is missing (Debian: ${debian})`

/** What this platform's packages are, what is missing to make one, and how it is made. */
const MAKERS = {
  deb: {
    missing: () => missing('dpkg-deb', 'dpkg'),
    make: ({ packaging, tree }) => makeDeb(packaging, tree),
  },
  rpm: {
    missing: () => missing('rpmbuild', 'rpm'),
    make: ({ packaging, tree }) => makeRpm(packaging, tree),
  },
  tar: {
    missing: () => undefined,
    make: ({ packaging, app, date }) => makeTarball(packaging, app, date),
  },
  appimage: {
    missing: missingForAppImage,
    make: ({ packaging, app, date }) => makeAppImage(packaging, app, date),
  },
}

function readArguments() {
  const { values } = parseArgs({
    options: {
      flavour: { type: 'string', default: 'release' },
      only: { type: 'string', default: Object.keys(MAKERS).join(',') },
      fast: { type: 'boolean', default: false },
    },
  })
  const only = values.only.split(',')
  const unknown = only.find((name) => !Object.hasOwn(MAKERS, name))
  if (unknown !== undefined || !['release', 'test'].includes(values.flavour))
    throw new SetupFailure(
      'usage: npm run package [-- --flavour release | test] [--only deb,rpm,tar,appimage] [--fast]',
    )
  return { ...values, only }
}

function tellWhat({ electron, release, flavour }, ctx) {
  if (release) return
  say(
    flavour === 'test'
      ? 'These packages are for tests only: their fuses let a test drive the app.'
      : `These packages are for tests only: Electron ${electron.version} gets no security fixes any more, and ${officialVersion(ctx)} is not set up here.`,
  )
}

/** The day of the release: SOURCE_DATE_EPOCH where it is given, today otherwise. */
const releaseDate = () =>
  new Date(
    process.env.SOURCE_DATE_EPOCH ? Number(process.env.SOURCE_DATE_EPOCH) * 1000 : Date.now(),
  )
    .toISOString()
    .slice(0, 10)

async function run() {
  const { only, ...options } = readArguments()
  const ctx = createContext({ variant: 'cpu' })
  if (!['linux-x64', 'darwin-arm64'].includes(`${ctx.platform}-${ctx.arch}`))
    throw new SetupFailure(
      `there are no packages for ${ctx.platform} on ${ctx.arch}: no libtensorflow is known that they could fetch`,
      'make them on Linux x64 or on a Mac with Apple silicon',
    )
  if (!(await bringSteps([steps.packages, steps.tensorflow, steps.electron], ctx))) return 1
  await build(ctx)
  const packaging = packagingOf(ctx, options)
  tellWhat(packaging, ctx)
  await mkdir(packaging.output, { recursive: true })
  if (ctx.platform === 'darwin') {
    await makeByElectronBuilder(packaging, ctx)
    return 0
  }
  const app = await makeAppFolder(packaging, ctx)
  const date = releaseDate()
  const tree = await makeSystemTree(packaging, app, date)
  const made = []
  for (const name of only) {
    const { missing, make } = MAKERS[name]
    const reason = missing()
    if (reason) say(`${name}: not made, because ${reason}`)
    else made.push(await make({ packaging, app, tree, date }))
  }
  made.push(await writeBill(packaging, app.packages))
  const sums = []
  for (const file of made) {
    sums.push(`${await fileDigest(file)}  ${basename(file)}`)
    say(`${file} · ${megabytes((await stat(file)).size)}`)
  }
  await writeFile(join(packaging.output, 'SHA256SUMS'), `${sums.join('\n')}\n`)
  return 0
}

process.exitCode = await run().catch((error) => {
  tellFailure({ title: 'npm run package' }, error)
  return 1
})
