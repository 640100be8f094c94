import { existsSync, readdirSync } from 'node:fs'
import { join } from 'node:path'
import { build } from './lib/build.mjs'
import { execute } from './lib/command.mjs'
import { messageOf } from '../../src/libtensorflow/failure.mjs'
import { say } from './lib/report.mjs'

export const CHAPTER_DATASET = 'fashion-mnist'
export const FETCH_DATASET = `npx convscope datasets fetch ${CHAPTER_DATASET}`

const cached = (ctx) => {
  const folder = join(ctx.cache, 'datasets', CHAPTER_DATASET)
  return (
    existsSync(folder) &&
    readdirSync(folder).some((name) => !name.startsWith('.') && !name.endsWith('.part'))
  )
}

/**
 * Fashion-MNIST, by the engine's own command: it knows the sources, verifies and caches. The app
 * starts without the data and offers the download itself.
 */
export async function bringDataset(ctx) {
  if (!ctx.fresh && cached(ctx)) return true
  if (ctx.offline) return tell('Fashion-MNIST is not on this machine yet')
  try {
    await build(ctx)
  } catch (error) {
    return tell(messageOf(error))
  }
  const { code } = await execute(
    process.execPath,
    [join(ctx.root, 'out/main/cli.js'), 'datasets', 'fetch', CHAPTER_DATASET],
    { cwd: ctx.root, quiet: false },
  )
  return code === 0 || tell('Fashion-MNIST could not be downloaded')
}

function tell(reason) {
  say(`${reason}\n  to fix it: ${FETCH_DATASET}`)
  return false
}
