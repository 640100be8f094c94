import { fork, spawnSync, type ChildProcess, type ForkOptions } from 'node:child_process'
import { serialize } from 'node:v8'

/**
 * Prints the version of the format in which a Node's V8 serialises messages between processes. An
 * older V8 can't read what a newer one writes.
 */
const PRINT_FORMAT = `process.stdout.write(String(require('node:v8').serialize(0)[1]))`

const suited = new Map<string, boolean>()

function isSuited(node: string): boolean {
  const { status, stdout } = spawnSync(node, ['-e', PRINT_FORMAT], {
    encoding: 'utf8',
    timeout: 5000,
    windowsHide: true,
    env: { ...process.env, NODE_OPTIONS: '' },
  })
  return status === 0 && stdout === String(serialize(0)[1])
}

/**
 * The executable that runs a worker: the Node that `npm start` ran on (`CONVSCOPE_NODE`) if this
 * process can exchange messages with it, else this process's own executable. Electron's executable
 * runs a script as Node does, but its allocator keeps returning TensorFlow's working memory to the
 * system, so a training takes a fifth longer (docs/decisions/002).
 */
export function workerExecutable(node = process.env['CONVSCOPE_NODE']): string {
  if (!node) return process.execPath
  if (!suited.has(node)) suited.set(node, isSuited(node))
  return suited.get(node) ? node : process.execPath
}

/**
 * Starts a built worker in a process of its own, which loads its own TensorFlow. TensorFlow's use
 * of the cores is fixed once per process, and a crash there (out of memory, a fault in native code)
 * ends nothing else. Messages are copied by structured clone.
 */
export function forkWorker(file: string): ChildProcess {
  // Node accepts `windowsHide` here, but its types lack it. Without it Node would open a console
  // window.
  const options: ForkOptions & { readonly windowsHide: boolean } = {
    execPath: workerExecutable(),
    windowsHide: true,
    serialization: 'advanced',
    env: {
      ...process.env,
      // This variable makes Electron's executable run a script as Node does.
      ELECTRON_RUN_AS_NODE: '1',
      // This makes TensorFlow keep the memory of a batch for the next one, with any allocator.
      TF_CPU_ALLOCATOR_USE_BFC: 'true',
    },
    execArgv: [],
    stdio: ['ignore', 'inherit', 'inherit', 'ipc'],
  }
  return fork(file, [], options)
}

/** Sends a message to the process that forked this one; does nothing if that process is gone. */
export function sendToParent(message: object): void {
  if (process.connected) process.send?.(message)
}

/** How a process ended, in words. */
export const endOf = (code: number | null, signal: NodeJS.Signals | null): string =>
  signal ?? `exit code ${code ?? 0}`
