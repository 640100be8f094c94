import { existsSync } from 'node:fs'
import { join } from 'node:path'
import type { Verification } from '@shared/contract/certificate'
import { phrase } from '@shared/errors'
import { askProcess } from '../runtime/ask-process'
import { checkCancelled } from '../runtime/faults'
import type { Work } from '../work/work'
import { verify } from './verify'

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
  return askProcess<Verification>(
    workerFile,
    { path },
    { signal, ended: (how) => phrase`The process that opens the export again ended (${how}).` },
  )
}
