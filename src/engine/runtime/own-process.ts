import { fork, spawnSync, type ChildProcess, type ForkOptions } from 'node:child_process'
import { serialize } from 'node:v8'

/**
 * Prints the format in which a Node's V8 writes what crosses between processes; a newer V8 writes
 * what an older one can't read.
 */
const TELL_FORMAT = `process.stdout.write(String(require('node:v8').serialize(0)[1]))`

const suited = new Map<string, boolean>()

function isSuited(node: string): boolean {
  const { status, stdout } = spawnSync(node, ['-e', TELL_FORMAT], {
    encoding: 'utf8',
    timeout: 5000,
    windowsHide: true,
    env: { ...process.env, NODE_OPTIONS: '' },
  })
  return status === 0 && stdout === String(serialize(0)[1])
}

/**
 * What runs a worker: the Node that `npm start` ran on, which `CONVSCOPE_NODE` names, where this
 * process can speak with it; else this process's own executable. Electron's runs a script as Node
 * does, but its allocator gives TensorFlow's working memory back to the system all the time: a
 * training takes a fifth longer (docs/decisions/002).
 */
export function workerExecutable(node = process.env['CONVSCOPE_NODE']): string {
  if (!node) return process.execPath
  if (!suited.has(node)) suited.set(node, isSuited(node))
  return suited.get(node) ? node : process.execPath
}

/**
 * A built worker in a process of its own, where TensorFlow is loaded anew: how it uses the cores is
 * settled once for a process, and what ends it (no memory left, a fault in native code) ends
 * nothing else. Messages cross as by structured clone.
 */
export function forkWorker(file: string): ChildProcess {
  // Node knows `windowsHide` here, its types don't: a window's Node would open a console of its
  // own.
  const options: ForkOptions & { readonly windowsHide: boolean } = {
    execPath: workerExecutable(),
    windowsHide: true,
    serialization: 'advanced',
    env: {
      ...process.env,
      // Electron's executable runs a script as Node does if it is told so.
      ELECTRON_RUN_AS_NODE: '1',
      // TensorFlow keeps the memory of a batch for the next one, whatever the executable's
      // allocator does.
      TF_CPU_ALLOCATOR_USE_BFC: 'true',
    },
    execArgv: [],
    stdio: ['ignore', 'inherit', 'inherit', 'ipc'],
  }
  return fork(file, [], options)
}

/** Says something to the process that forked this one; nobody hears it when that one is gone. */
export function tellParent(message: object): void {
  if (process.connected) process.send?.(message)
}

/** How a process ended, in words. */
export const endOf = (code: number | null, signal: NodeJS.Signals | null): string =>
  signal ?? `exit code ${code ?? 0}`
