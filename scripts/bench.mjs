// `npm run bench -- <name> [options]`: runs bench/<name>.ts on the built app. Benchmarks print; nothing asserts them.
import { spawnSync } from 'node:child_process'
import { existsSync, readdirSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'

const root = join(dirname(fileURLToPath(import.meta.url)), '..')
const [name, ...options] = process.argv.slice(2)
const file = join(root, 'bench', `${name ?? ''}.ts`)

if (!name || !existsSync(file)) {
  const names = readdirSync(join(root, 'bench')).filter((entry) => entry.endsWith('.ts') && !entry.endsWith('.test.ts'))
  console.error(`Usage: npm run bench -- <${names.map((entry) => entry.replace(/\.ts$/, '')).sort().join('|')}> [options]`)
  process.exit(2)
}
for (const script of ['setup.mjs', 'build.mjs']) {
  const { status } = spawnSync(process.execPath, [join(root, 'scripts', script)], { cwd: root, stdio: ['ignore', 2, 2] })
  if (status !== 0) process.exit(status ?? 1)
}
const { status } = spawnSync(process.execPath, ['--import', 'tsx', file, ...options], { cwd: root, stdio: 'inherit' })
process.exit(status ?? 1)
