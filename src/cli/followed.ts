import type { Work } from '../engine/work/work'
import type { Context } from './command'
import { describe, StatusLine } from './progress'

/**
 * Runs a long call of the engine with a progress line; Ctrl-C cancels it and leaves nothing
 * incomplete.
 * @throws AppError `cancelled`, and what the call throws
 */
export async function followed<T>(
  { terminal }: Pick<Context, 'terminal'>,
  call: (work: Work) => Promise<T>,
): Promise<T> {
  const line = new StatusLine(terminal.stderr)
  const controller = new AbortController()
  const release = terminal.onInterrupt(() => controller.abort())
  try {
    return await call({
      signal: controller.signal,
      onProgress: (progress) => line.show(describe(progress)),
    })
  } finally {
    line.clear()
    release()
  }
}
