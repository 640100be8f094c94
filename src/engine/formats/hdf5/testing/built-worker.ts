import { writeFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import { join } from 'node:path'

/** The worker as the build would make it: its source behind a file that Node can start. */
export function writeBuiltHdf5Worker(folder: string): string {
  const file = join(folder, 'hdf5-worker.cjs')
  const tsx = createRequire(__filename).resolve('tsx/cjs')
  const settings = join(__dirname, '../../../../../tsconfig.node.json')
  writeFileSync(
    file,
    `process.env.TSX_TSCONFIG_PATH = ${JSON.stringify(settings)}\nrequire(${JSON.stringify(tsx)})\nrequire(${JSON.stringify(join(__dirname, '../worker.ts'))})\n`,
  )
  return file
}
