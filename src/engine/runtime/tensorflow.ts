import { readFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import { cpus, totalmem } from 'node:os'
import { dirname, join } from 'node:path'
import util from 'node:util'
import type { EngineInfo } from '@shared/contract/engine'
import { AppError, phrase } from '@shared/errors'
import type { NodeJSKernelBackend } from '@tensorflow/tfjs-node-gpu/dist/nodejs_kernel_backend'
import { z } from 'zod'
import { gpus } from './gpu'
import { layBinding, shipped } from './installed'
import { registerKernels } from './kernels'
import { NativeOps } from './kernels/native'
import { releaseFilePages } from './pages'
import { cacheFolder } from './paths'
import type { TensorFlow } from './tfjs'

export type { TensorFlow }

const PACKAGE = '@tensorflow/tfjs-node-gpu'

const currentSchema = z.object({
  variant: z.enum(['cpu', 'cuda']),
  version: z.string(),
  binding: z.string(),
  note: z.string().optional(),
})
type Current = z.infer<typeof currentSchema>

/** The file that set-up writes: which libtensorflow this machine uses. */
function current(): Current {
  const { CONVSCOPE_BINDING: binding } = process.env
  if (binding) return { variant: 'cpu', version: 'unknown', binding }
  const file = join(cacheFolder(), 'tensorflow', 'current.json')
  const app = shipped()
  try {
    const found = currentSchema.parse(JSON.parse(readFileSync(file, 'utf8')))
    // A newer app may bring another binding for the same library.
    if (app?.version === found.version) layBinding(app, dirname(found.binding))
    if (!app || app.version === found.version) return found
  } catch {
    // Told below.
  }
  if (app)
    throw new AppError(
      'engine-unavailable',
      phrase`TensorFlow is not on this computer yet. Get it in Convscope's window, or run \`convscope setup\`.`,
      { file },
    )
  throw new AppError(
    'engine-unavailable',
    phrase`TensorFlow is not set up: ${file} is missing or damaged. Run \`npm run setup\` in the project to install it.`,
    { file },
  )
}

/** The methods of tfjs-node's binding that are called here by name. */
interface Binding {
  readonly TF_Version: string
  isUsingGpuDevice(): boolean
}

/**
 * tfjs-node 4.22 calls two functions of Node's util: `isNullOrUndefined`, which Node 23 removed,
 * and `isArray`, of whose deprecation (DEP0044) Node 22 warns at the first call. The language
 * itself has an equivalent for both.
 */
function restoreUtil(): void {
  const legacy = util as {
    isArray: (value: unknown) => boolean
    isNullOrUndefined?: (value: unknown) => boolean
  }
  legacy.isArray = (value) => Array.isArray(value)
  legacy.isNullOrUndefined ??= (value) => value === null || value === undefined
}

let loaded: { tf: TensorFlow; ops: NativeOps; binding: Binding; current: Current } | undefined

function load(): NonNullable<typeof loaded> {
  const settings = current()
  // libtensorflow reads these when it is loaded. They limit its log to errors (`log-level.cc`) and
  // make it allocate a GPU's memory as it is needed.
  process.env['TF_CPP_MIN_LOG_LEVEL'] ??= '2'
  process.env['TF_FORCE_GPU_ALLOW_GROWTH'] ??= 'true'
  // By default the library turns oneDNN off on processors without AVX-512, but oneDNN is two to
  // three times as fast there too.
  process.env['TF_ENABLE_ONEDNN_OPTS'] ??= '1'
  restoreUtil()

  const require = createRequire(__filename)
  let binding: Binding
  try {
    binding = require(settings.binding) as Binding
  } catch (thrown) {
    const reason = thrown instanceof Error ? thrown.message : String(thrown)
    throw new AppError(
      'engine-unavailable',
      phrase`TensorFlow can't be loaded from ${settings.binding}: ${reason}. Run \`npm run setup\` in the project to install it.`,
      {
        binding: settings.binding,
      },
    )
  }
  releaseFilePages(settings.binding)
  require(`${PACKAGE}/dist/register_all_kernels`)
  const tf = require('@tensorflow/tfjs') as TensorFlow
  const { NodeJSKernelBackend } = require(`${PACKAGE}/dist/nodejs_kernel_backend`) as {
    NodeJSKernelBackend: new (binding: Binding, packageName: string) => NodeJSKernelBackend
  }
  // Without this the browser backends of tfjs would warn that they find no browser.
  tf.env().set('IS_NODE', true)
  tf.registerBackend('tensorflow', () => new NodeJSKernelBackend(binding, PACKAGE), 3)
  // A Node backend initialises synchronously, so the promise need not be awaited.
  void tf.setBackend('tensorflow')
  tf.enableProdMode()
  const ops = new NativeOps(tf.backend() as NodeJSKernelBackend)
  registerKernels(tf, ops)
  return { tf, ops, binding, current: settings }
}

/**
 * The tfjs namespace, ready to compute with libtensorflow, which is loaded at the first call (0.4
 * s). Only this function loads it; commands that compute nothing never call it.
 * @throws AppError `engine-unavailable` with the command that repairs the set-up
 */
export function tensorflow(): TensorFlow {
  loaded ??= load()
  return loaded.tf
}

/** Operations of libtensorflow that tfjs lacks. Loads TensorFlow. */
export function nativeOps(): NativeOps {
  loaded ??= load()
  return loaded.ops
}

/** tfjs-node's backend, for code that uses the library directly, without tfjs. Loads TensorFlow. */
export const backend = (): NodeJSKernelBackend => tensorflow().backend() as NodeJSKernelBackend

/**
 * Whether this process has loaded TensorFlow. From then on the environment variables that it reads
 * have no effect.
 */
export const isLoaded = (): boolean => loaded !== undefined

/**
 * Releases the memory of file pages, above all of libraries, that only the preparation of long work
 * needed. To be called when the work begins.
 */
export function forgetPreparation(): void {
  if (loaded) releaseFilePages(loaded.current.binding)
}

/**
 * Whether this is an installed app to which TensorFlow has not come yet (docs/decisions/048). What
 * can be computed without it then is.
 */
export function isLibraryAwaited(): boolean {
  if (loaded || !shipped()) return false
  try {
    current()
    return false
  } catch {
    return true
  }
}

/** Name of the device that computes. */
export function deviceName(): 'CPU' | 'GPU' {
  loaded ??= load()
  return loaded.binding.isUsingGpuDevice() ? 'GPU' : 'CPU'
}

/** Versions and devices of this engine. Loads TensorFlow. */
export async function engineInfo(): Promise<EngineInfo> {
  const tf = tensorflow()
  const { binding, current: settings } = loaded ?? load()
  const device = deviceName()
  const cpu = {
    type: 'CPU' as const,
    name: cpus()[0]?.model.trim() ?? 'CPU',
    memoryBytes: totalmem(),
  }
  return {
    tensorflow: binding.TF_Version,
    tfjs: tf.version_core,
    node: process.versions.node,
    variant: settings.variant,
    ...(settings.note ? { note: settings.note } : {}),
    devices: [...(device === 'GPU' ? await gpus() : []), cpu],
    device,
  }
}
