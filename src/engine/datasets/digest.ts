import { createHash } from 'node:crypto'
import { setImmediate } from 'node:timers/promises'
import { checkCancelled } from '../runtime/faults'
import type { JobOptions } from './dataset'
import { meter } from './progress'

const PIECE = 4 * 1024 * 1024

/** SHA-256 as hex, in pieces, so that the engine answers in between and can be cancelled. */
export async function sha256(
  bytes: Uint8Array,
  { signal, onProgress }: JobOptions = {},
): Promise<string> {
  const hash = createHash('sha256')
  const report = meter({ onProgress }, 'verify', 'bytes', bytes.length)
  for (let at = 0; at < bytes.length; at += PIECE) {
    checkCancelled(signal)
    hash.update(bytes.subarray(at, at + PIECE))
    report.at(Math.min(at + PIECE, bytes.length))
    await setImmediate()
  }
  return hash.digest('hex')
}
