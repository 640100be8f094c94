import { createHash } from 'node:crypto'
import { checkCancelled } from '../runtime/faults'
import { nextTurn, type Work } from '../work/work'
import { stageOf } from './progress'

const PIECE = 4 * 1024 * 1024

/** SHA-256 as hex, in pieces, so that the engine answers in between and can be cancelled. */
export async function sha256(
  bytes: Uint8Array,
  { signal, onProgress }: Work = {},
): Promise<string> {
  const hash = createHash('sha256')
  const report = stageOf({ onProgress }, 'verify', 'bytes', bytes.length)
  for (let at = 0; at < bytes.length; at += PIECE) {
    checkCancelled(signal)
    hash.update(bytes.subarray(at, at + PIECE))
    report(Math.min(at + PIECE, bytes.length))
    await nextTurn()
  }
  return hash.digest('hex')
}
