import { fork, type ChildProcess } from 'node:child_process'

/**
 * A built worker in a process of its own, where TensorFlow is loaded anew: how it uses the cores is settled once for a process,
 * and what ends it (no memory left, a fault in native code) ends nothing else. Messages cross as by structured clone.
 */
export const forkWorker = (file: string): ChildProcess =>
  fork(file, [], {
    serialization: 'advanced',
    // Under Electron the executable is Electron's, which runs a script as Node does if it is told so.
    env: {
      ...process.env,
      ELECTRON_RUN_AS_NODE: '1',
      // TensorFlow keeps the memory of a batch for the next one. Electron's allocator would give it back to the system after
      // each, and fetching it again costs a training about a twentieth of its time.
      TF_CPU_ALLOCATOR_USE_BFC: 'true',
    },
    execArgv: [],
    stdio: ['ignore', 'inherit', 'inherit', 'ipc'],
  })

/** Says something to the process that forked this one; nobody hears it when that one is gone. */
export function tellParent(message: object): void {
  if (process.connected) process.send?.(message)
}

/** How a process ended, in words. */
export const endOf = (code: number | null, signal: NodeJS.Signals | null): string => signal ?? `exit code ${code ?? 0}`
