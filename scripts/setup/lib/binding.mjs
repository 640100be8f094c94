import { createHash } from 'node:crypto'
import { existsSync, readFileSync, readdirSync } from 'node:fs'
import { rename, rm } from 'node:fs/promises'
import { basename, dirname, join } from 'node:path'
import { aptCommand, aptInstall, canInstall, isDebian } from './apt.mjs'
import { execute, mustExecute, which } from './command.mjs'
import { SetupFailure } from '../../../src/libtensorflow/failure.mjs'
import { readJson, writeJson } from '../../../src/libtensorflow/files.mjs'
import { PROBE, complaints, probeAnswer } from '../../../src/libtensorflow/prove.mjs'
import { say } from './report.mjs'
import { variantFolder } from './variant.mjs'
import { TENSORFLOW_VERSION } from '../../../src/libtensorflow/wheels.mjs'

const FLAGS = ['-std=c++17', '-O2', '-shared', '-fPIC', '-DNAPI_VERSION=8']

const sourcesOf = (ctx) => join(ctx.root, 'node_modules/@tensorflow/tfjs-node-gpu/binding')
export const bindingPath = (ctx, variant) =>
  join(variantFolder(ctx, variant), 'tensorflow', 'tfjs_binding.node')
/** Part of the binding: keeps libtensorflow's log to its level from the first line on. */
const logLevelSource = (ctx) => join(ctx.root, 'src/engine/runtime/log-level.cc')
/** Returns the memory of file pages; only on Linux, the engine works without it. */
const pagesSource = (ctx) =>
  ctx.platform === 'linux' ? join(ctx.root, 'src/engine/runtime/pages.cc') : undefined
const pagesPath = (ctx, variant) => join(variantFolder(ctx, variant), 'tensorflow', 'pages.node')
const stampOf = (ctx, variant) => join(variantFolder(ctx, variant), 'tensorflow', 'binding.json')

/**
 * What the compiled programs depend on: their sources, the way they are compiled, and TensorFlow's
 * version.
 */
function keyOf(ctx) {
  const folder = sourcesOf(ctx)
  if (!existsSync(folder)) return undefined
  const hash = createHash('sha256').update(JSON.stringify([TENSORFLOW_VERSION, FLAGS]))
  for (const name of readdirSync(folder).sort())
    hash.update(name).update(readFileSync(join(folder, name)))
  for (const source of [logLevelSource(ctx), pagesSource(ctx)])
    if (source) hash.update(readFileSync(source))
  return hash.digest('hex')
}

export function isCompiled(ctx, variant) {
  const key = keyOf(ctx)
  const compiled = [
    bindingPath(ctx, variant),
    ...(pagesSource(ctx) ? [pagesPath(ctx, variant)] : []),
  ]
  return (
    key !== undefined &&
    readJson(stampOf(ctx, variant))?.key === key &&
    compiled.every((path) => existsSync(path))
  )
}

/** The C++ compiler of this machine, installed where that is allowed. */
async function compiler() {
  const find = () => ['g++', 'clang++', 'c++'].find((name) => which(name))
  if (!find() && canInstall()) await aptInstall(['g++'])
  const found = find()
  if (found) return found
  if (process.platform === 'darwin')
    throw new SetupFailure('no C++ compiler was found', 'xcode-select --install')
  throw new SetupFailure(
    'no C++ compiler was found',
    isDebian() ? aptCommand(['g++']) : 'install g++ or clang++',
  )
}

/**
 * @param {readonly string[]} more sources, folders of headers and options of the linker
 */
async function compile(ctx, target, more) {
  const draft = join(dirname(target), `.draft.${basename(target)}`)
  const dynamic = ctx.platform === 'darwin' ? ['-undefined', 'dynamic_lookup'] : []
  try {
    await mustExecute(await compiler(), [
      ...FLAGS,
      `-I${join(ctx.root, 'node_modules/node-api-headers/include')}`,
      ...more,
      ...dynamic,
      '-o',
      draft,
    ])
    await rename(draft, target)
  } finally {
    await rm(draft, { force: true })
  }
}

/**
 * Compiles tfjs-node-gpu's own binding against the unpacked libtensorflow, which it finds next to
 * itself, wherever the folder is, with this project's `log-level.cc`; and its `pages.cc`.
 */
export async function compileBinding(ctx, variant) {
  if (isCompiled(ctx, variant)) return
  say('Compiling the TensorFlow binding (about ten seconds) …')
  const folder = join(variantFolder(ctx, variant), 'tensorflow')
  const origin = ctx.platform === 'darwin' ? '@loader_path' : '$ORIGIN'
  const includes = [join(ctx.root, 'node_modules/@tensorflow'), join(folder, 'include')].map(
    (path) => `-I${path}`,
  )
  const sources = [
    ...['tfjs_backend.cc', 'tfjs_binding.cc'].map((name) => join(sourcesOf(ctx), name)),
    logLevelSource(ctx),
  ]
  await compile(ctx, bindingPath(ctx, variant), [
    ...includes,
    ...sources,
    `-L${folder}`,
    '-ltensorflow',
    '-ltensorflow_framework',
    `-Wl,-rpath,${origin}`,
  ])
  const pages = pagesSource(ctx)
  if (pages) await compile(ctx, pagesPath(ctx, variant), [pages])
  await writeJson(stampOf(ctx, variant), { key: keyOf(ctx) })
}

/** Loads the binding in a process of its own, and asks for the GPU where one is wanted. */
export async function proveBinding(ctx, variant) {
  const env = {
    ...process.env,
    TF_FORCE_GPU_ALLOW_GROWTH: 'true',
    TF_CPP_MIN_LOG_LEVEL: '1',
    ELECTRON_RUN_AS_NODE: undefined,
  }
  const { code, output } = await execute(
    process.execPath,
    ['-e', PROBE, bindingPath(ctx, variant)],
    { env, timeout: 120_000 },
  )
  const answer = probeAnswer(output)
  if (code !== 0 || !answer) {
    throw new SetupFailure(
      `the TensorFlow binding could not be loaded (it ended with ${code}): ${complaints(output)}`,
      'npm run setup -- --only tensorflow --fresh',
    )
  }
  if (variant === 'cuda' && !answer.gpu)
    throw new SetupFailure(`TensorFlow finds no usable GPU: ${complaints(output)}`)
}
