import { existsSync } from 'node:fs'
import { join } from 'node:path'
import { CHAPTER_DATASET, FETCH_DATASET } from '../dataset.mjs'
import { electronExecutable } from '../electron.mjs'
import { isBuilt } from './build.mjs'
import { execute } from './command.mjs'
import { systemDevices } from './devices.mjs'
import { officialVersion } from './electron-official.mjs'
import { messageOf } from '../../../src/libtensorflow/failure.mjs'
import { readJson } from '../../../src/libtensorflow/files.mjs'
import { npmCommand } from './npm.mjs'
import { runsFolder, settingsFolder } from './paths.mjs'
import { allSteps } from './steps.mjs'
import { currentPath } from './variant.mjs'

const packageVersion = (ctx, name) =>
  readJson(join(ctx.root, 'node_modules', name, 'package.json'))?.version ?? null

async function npmVersion() {
  const told = /^npm\/(\S+)/.exec(process.env.npm_config_user_agent ?? '')?.[1]
  if (told) return told
  const [program, ...args] = npmCommand()
  const { code, output } = await execute(program, [...args, '--version'], { timeout: 10_000 })
  return code === 0 ? (output.trim().split('\n').at(-1) ?? null) : null
}

function state(step, ctx) {
  try {
    return { id: step.id, title: step.title, ...step.check(ctx) }
  } catch (error) {
    return {
      id: step.id,
      title: step.title,
      ok: false,
      detail: messageOf(error),
      fix: 'npm run setup',
    }
  }
}

function buildState(ctx) {
  const current = existsSync(join(ctx.root, 'out', 'main', 'cli.js')) && isBuilt(ctx.root)
  return {
    id: 'build',
    title: 'Build',
    ok: current,
    detail: current ? 'up to date' : 'missing, or older than the sources',
    fix: current ? undefined : 'npm run build',
  }
}

/**
 * The engine's facts: TensorFlow's devices and the data sets. It runs in a separate process,
 * because it may be broken.
 */
async function askEngine(ctx) {
  const entry = join(ctx.root, 'out', 'main', 'cli.js')
  if (!existsSync(entry)) return { problem: 'the engine is not built yet' }
  const { code, output } = await execute(process.execPath, [entry, 'engine-info', '--json'], {
    cwd: ctx.root,
    timeout: 60_000,
  })
  const answer = output.split('\n').findLast((line) => line.startsWith('{'))
  try {
    const parsed = JSON.parse(answer)
    return parsed.error ? { problem: parsed.error.message } : { info: parsed }
  } catch {
    return {
      problem: `the engine ended with ${code}: ${output.trim().split('\n').slice(-3).join(' ')}`,
    }
  }
}

/**
 * The chapter's data set, which the set-up downloads; `found` means that its files are here but not
 * cached yet.
 */
function datasetState(info) {
  const state =
    info?.datasets?.find((dataset) => dataset.id === CHAPTER_DATASET)?.state ?? 'unknown'
  const ok = state === 'ready' || state === 'found'
  return {
    id: 'dataset',
    title: 'Fashion-MNIST',
    ok,
    detail: state,
    fix: ok ? undefined : FETCH_DATASET,
  }
}

/** Collects everything that `doctor` prints; needs only Node. */
export async function diagnose(ctx) {
  const components = [...allSteps.map((step) => state(step, ctx)), buildState(ctx)]
  const [engine, devices, npm] = await Promise.all([askEngine(ctx), systemDevices(), npmVersion()])
  components.push({
    id: 'engine',
    title: 'Engine',
    ok: engine.info !== undefined,
    detail: engine.problem ?? 'answers',
    fix: engine.problem ? 'npm run setup' : undefined,
  })
  components.push(datasetState(engine.info))
  const current = readJson(currentPath(ctx))
  return {
    ok: components.every((component) => component.ok),
    versions: {
      convscope: readJson(join(ctx.root, 'package.json'))?.version ?? null,
      node: process.versions.node,
      npm,
      electron: electronExecutable(ctx)?.version ?? null,
      electronWanted: officialVersion(ctx),
      tfjs: packageVersion(ctx, '@tensorflow/tfjs-node-gpu'),
      tensorflow: engine.info?.tensorflow ?? current?.version ?? null,
      tensorflowVariant: current?.variant ?? null,
    },
    note: current?.note ?? null,
    devices,
    engineDevices: engine.info?.devices ?? [],
    paths: engine.info?.paths ?? {
      cache: ctx.cache,
      runs: runsFolder(),
      settings: settingsFolder(),
    },
    datasets: engine.info?.datasets ?? [],
    components,
    missing: components
      .filter((component) => !component.ok)
      .map(({ id, detail, fix }) => ({ id, detail, fix })),
  }
}
