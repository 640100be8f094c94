import type { ElectronApplication } from '@playwright/test'

/** Kills the engine's process as the system would without memory: it can't react. */
export async function killEngine(app: ElectronApplication): Promise<void> {
  const pid = await app.evaluate(
    ({ app: main }) =>
      main.getAppMetrics().find(({ name }) => name?.startsWith('Convscope engine'))?.pid,
  )
  if (pid === undefined)
    throw new Error('Electron knows of no process whose name begins with "Convscope engine"')
  process.kill(pid, 'SIGKILL')
}
