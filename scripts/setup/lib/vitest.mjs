import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { execute } from './command.mjs'
import { vitestTally } from './tally.mjs'

/**
 * Runs vitest where the user sees it.
 * @param {string[]} args further arguments of `vitest run`
 * @returns {Promise<{passed: number, failed: number}>}
 */
export async function runVitest(ctx, args, env = {}) {
  const folder = await mkdtemp(join(tmpdir(), 'convscope-vitest-'))
  const report = join(folder, 'report.json')
  try {
    const { code } = await execute(
      process.execPath,
      [
        join(ctx.root, 'node_modules', 'vitest/vitest.mjs'),
        'run',
        '--reporter=default',
        '--reporter=json',
        `--outputFile.json=${report}`,
        ...args,
      ],
      { cwd: ctx.root, quiet: false, env: { ...process.env, ...env } },
    )
    return await vitestTally(report, code)
  } finally {
    await rm(folder, { recursive: true, force: true })
  }
}
