import { app, type MessagePortMain, utilityProcess } from 'electron'
import { fromEngineSchema } from '@shared/contract/control'
import type { EngineExit, ForkEngine } from './engine-child'
import type { EngineLog } from './engine-log'

let forks = 0
/** `exit` knows no signal, `child-process-gone` does; they come in any order, a moment apart. */
const EXIT_DETAILS_MS = 300
/** SIGTERM reaches no process that is stuck in native code with a handler installed. */
const FORCE_MS = 2_000

/** The engine as an Electron utility process; its output goes to the log. */
export function forkEngine(entry: string, log: EngineLog): ForkEngine {
  return ({ onMessage, onExit }) => {
    // A unique name: the exit of a process may be reported only after its successor has started.
    const name = `Convscope engine ${++forks}`
    const child = utilityProcess.fork(entry, [], {
      serviceName: name,
      stdio: ['ignore', 'pipe', 'pipe'],
    })
    let pid: number | undefined
    let reported = false
    let shuttingDown = false
    let force: NodeJS.Timeout | undefined
    const report = (exit: EngineExit): void => {
      if (reported) return
      reported = true
      clearTimeout(force)
      app.off('child-process-gone', gone)
      log.write(`--- engine ended: ${exit.reason ?? 'exit'} ${exit.code}\n`)
      onExit(exit)
    }
    const gone = (_event: Electron.Event, details: Electron.Details): void => {
      if (details.type === 'Utility' && details.name === name)
        report({ code: details.exitCode, reason: details.reason })
    }
    app.on('child-process-gone', gone)
    child.once('spawn', () => {
      pid = child.pid
      log.write(`--- engine started ${new Date().toISOString()} pid ${pid ?? 0}\n`)
    })
    child.once('exit', (code) => {
      if (shuttingDown) report({ code })
      else setTimeout(() => report({ code }), EXIT_DETAILS_MS)
    })
    child.stdout?.on('data', (data: Buffer) => log.write(data))
    child.stderr?.on('data', (data: Buffer) => log.write(data))
    child.on('message', (data: unknown) => {
      const message = fromEngineSchema.safeParse(data)
      if (message.success) onMessage(message.data)
    })
    return {
      send: (message, ports = []) => {
        if (message.type === 'shutdown') shuttingDown = true
        child.postMessage(message, ports as MessagePortMain[])
      },
      kill: () => {
        child.kill()
        force = setTimeout(() => {
          if (pid !== undefined && !reported) process.kill(pid, 'SIGKILL')
        }, FORCE_MS)
      },
    }
  }
}
