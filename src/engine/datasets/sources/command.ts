import { execFile } from 'node:child_process'
import { delimiter, join } from 'node:path'
import { access, constants } from 'node:fs/promises'
import { cancelled } from '../../runtime/faults'

export interface CommandResult {
  readonly ok: boolean
  readonly output: string
  /** What it said on stderr, which holds the reason of a failure. */
  readonly reason: string
}

/** Whether a program is on the PATH. */
export async function isInstalled(program: string): Promise<boolean> {
  for (const folder of (process.env['PATH'] ?? '').split(delimiter)) {
    if (
      await access(join(folder, program), constants.X_OK).then(
        () => true,
        () => false,
      )
    )
      return true
  }
  return false
}

/** Runs a program to its end, in English, without a shell. @throws AppError `cancelled` */
export function run(
  program: string,
  args: readonly string[],
  { cwd, signal }: { cwd: string; signal?: AbortSignal },
): Promise<CommandResult> {
  return new Promise((resolve, reject) => {
    execFile(
      program,
      args,
      {
        cwd,
        signal,
        env: { ...process.env, LC_ALL: 'C', DEBIAN_FRONTEND: 'noninteractive' },
        maxBuffer: 4 * 1024 * 1024,
      },
      (error, stdout, stderr) => {
        if (signal?.aborted) reject(cancelled())
        else
          resolve({ ok: !error, output: stdout, reason: stderr.trim() || (error?.message ?? '') })
      },
    )
  })
}
