import { existsSync } from 'node:fs'
import { join } from 'node:path'
import type { Verification } from '@shared/contract/certificate'
import { AppError, phrase, type ErrorData } from '@shared/errors'
import { cancelled, checkCancelled } from '../runtime/faults'
import { endOf, forkWorker } from '../runtime/own-process'
import type { Work } from '../work/work'
import { verify } from './verify'

/** The messages of the process. */
export type FromVerification =
  | { readonly type: 'end'; readonly verification: Verification }
  | { readonly type: 'error'; readonly error: ErrorData }

/**
 * Verifies an export by its certificate in a process of its own, which knows nothing of the model
 * but the files. Sources that run unbuilt, as tests do, have no worker file and verify here.
 * @param workerFile the built worker, `verify-worker.js` next to the engine's file
 * @throws AppError `cancelled`, and any error of the process
 */
export async function verifyInProcess(
  path: string,
  { signal }: Pick<Work, 'signal'> = {},
  workerFile = join(__dirname, 'verify-worker.js'),
): Promise<Verification> {
  checkCancelled(signal)
  if (!existsSync(workerFile)) return verify({ path, signal })
  const worker = forkWorker(workerFile)
  try {
    return await new Promise<Verification>((resolve, reject) => {
      signal?.addEventListener('abort', () => reject(cancelled()), { once: true })
      worker.on('message', (message: FromVerification) => {
        if (message.type === 'end') resolve(message.verification)
        else reject(AppError.fromData(message.error))
      })
      worker.on('error', (error) => reject(AppError.from(error)))
      worker.on('exit', (code, signal) =>
        reject(
          new AppError(
            'internal',
            phrase`The process that opens the export again ended (${endOf(code, signal)}).`,
          ),
        ),
      )
      worker.send({ path })
    })
  } finally {
    worker.kill('SIGKILL')
  }
}
