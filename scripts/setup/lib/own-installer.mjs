import { existsSync } from 'node:fs'
import { join } from 'node:path'
import { mustExecute } from './command.mjs'
import { SetupFailure } from '../../../src/libtensorflow/failure.mjs'
import { writeJson } from '../../../src/libtensorflow/files.mjs'
import { npmCommand } from './npm.mjs'
import { currentPath } from './variant.mjs'

/** TensorFlow's version in tfjs-node-gpu 4.22's own download. */
const VERSION = '2.9.1'
const FIX = 'npm rebuild @tensorflow/tfjs-node-gpu --ignore-scripts=false'

const bindingOf = (ctx) =>
  join(ctx.root, 'node_modules/@tensorflow/tfjs-node-gpu/lib/napi-v8/tfjs_binding.node')

/**
 * The route of machines that PyPI has no usable libtensorflow for (Windows, Intel Macs):
 * tfjs-node's own install script, which fetches a compiled binding and an older TensorFlow.
 * Untested: no such machine was available.
 */
export const ownInstaller = {
  check(ctx, current) {
    const ok = current !== undefined && existsSync(bindingOf(ctx))
    return ok
      ? { ok, detail: `${current.version} (${current.variant}, tfjs-node's own)` }
      : { ok, detail: 'not set up', fix: FIX }
  },

  async run(ctx) {
    if (ctx.offline) throw new SetupFailure('TensorFlow is not on this machine yet', FIX)
    const [program, ...args] = npmCommand()
    await mustExecute(
      program,
      [...args, 'rebuild', '@tensorflow/tfjs-node-gpu', '--ignore-scripts=false'],
      { cwd: ctx.root, quiet: false },
      FIX,
    )
    if (!existsSync(bindingOf(ctx))) {
      throw new SetupFailure(
        `tfjs-node installed no binding for ${ctx.platform} on ${ctx.arch}`,
        ctx.platform === 'win32' ? 'use WSL 2 (Ubuntu), where the Linux route works' : FIX,
      )
    }
    await writeJson(currentPath(ctx), { variant: 'cpu', version: VERSION, binding: bindingOf(ctx) })
  },
}
