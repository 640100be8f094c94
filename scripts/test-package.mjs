/**
 * `npm run test:package`: makes the packages in their test flavour, installs the .deb in a Debian
 * where nothing else is, and uses the app there as a person would. Needs root, because it changes
 * the root folder.
 */
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { withDebian } from './package/debian-root.mjs'
import { execute, mustExecute } from './setup/lib/command.mjs'
import { createContext } from './setup/lib/context.mjs'
import { fetchWheel, pythonWithPip } from './setup/lib/pip.mjs'
import { withScreen } from './setup/lib/screen.mjs'
import { tellFailure } from './setup/lib/steps.mjs'
import { readJson } from '../src/libtensorflow/files.mjs'
import { wheelsOf } from '../src/libtensorflow/wheels.mjs'

const ctx = createContext({ variant: 'cpu' })
const output = join(ctx.root, 'dist', 'package')

async function run() {
  if (!process.argv.includes('--made'))
    await mustExecute(
      process.execPath,
      [join(ctx.root, 'scripts/package.mjs'), '--flavour', 'test', '--fast'],
      { cwd: ctx.root, quiet: false },
    )
  const [wheel] = wheelsOf('cpu')
  const wheels = join(ctx.cache, 'package-tests', 'wheels')
  await fetchWheel(await pythonWithPip(ctx), wheel, wheels)
  const { version } = readJson(join(ctx.root, 'package.json'))
  const deb = join(output, `convscope-for-tests_${version}_amd64.deb`)
  const folder = await mkdtemp(join(tmpdir(), 'convscope-package-'))
  try {
    return await withDebian(ctx.cache, folder, deb, (root) =>
      withScreen(
        async (screen) => {
          const { code } = await execute(
            process.execPath,
            [
              join(ctx.root, 'node_modules/@playwright/test/cli.js'),
              'test',
              '--config',
              'testing/package/playwright.config.ts',
            ],
            {
              cwd: ctx.root,
              quiet: false,
              env: {
                ...process.env,
                ...screen,
                CONVSCOPE_TEST_ROOT: root,
                CONVSCOPE_TEST_WHEELS: wheels,
                CONVSCOPE_TEST_PACKAGES: output,
              },
            },
          )
          return code
        },
        '1440x1000x24',
        // The app's user is not the server's.
        ['-ac'],
      ),
    )
  } finally {
    await rm(folder, { recursive: true, force: true, maxRetries: 3 })
  }
}

process.exitCode = await run().catch((error) => {
  tellFailure({ title: 'npm run test:package' }, error)
  return 1
})
