import { type FileHandle, open, readFile, rename, rm, stat, writeFile } from 'node:fs/promises'
import { dirname } from 'node:path'
import { AppError, phrase } from '@shared/errors'
import { asFault, cancelled } from '../../runtime/faults'
import { makeFolder } from '../../runtime/make-folder'
import type { Work } from '../../work/work'
import { stageOf } from '../progress'

/** A connection that brings nothing for so long is given up; the part that came is kept. */
const STALL_MS = 30_000

/**
 * Downloads a file, going on where an interrupted attempt ended (HTTP Range, bound to the same
 * version by its ETag or date). The file appears under its name only when it is whole; until then
 * it is `<path>.part`.
 * @param limit most bytes that are taken from the server
 * @throws AppError `network`, `too-large`, `no-space`, `cancelled`
 */
export async function download(url: string, path: string, limit: number, job: Work): Promise<void> {
  await makeFolder(dirname(path))
  const part = `${path}.part`
  const validatorFile = `${part}.version`
  const have = await stat(part).then(
    ({ size }) => size,
    () => 0,
  )
  const validator = have > 0 ? await readFile(validatorFile, 'utf8').catch(() => '') : ''
  const resumed = have > 0 && validator !== ''
  const stall = new Stall(job.signal)
  try {
    const range = resumed ? { Range: `bytes=${have}-`, 'If-Range': validator } : undefined
    const response = await fetch(url, {
      signal: stall.signal,
      headers: { 'Accept-Encoding': 'identity', ...range },
    })
    if (resumed && response.status === 416) {
      // Nothing is left to send, so the attempt before ended between its last byte and the
      // renaming, or the file has changed.
      await forget(path)
      await download(url, path, limit, job)
      return
    }
    const from = startOf(response, resumed ? have : 0, url)
    const length = Number(response.headers.get('content-length') ?? 0)
    if (from + length > limit)
      throw new AppError(
        'too-large',
        phrase`${url} offers ${from + length} bytes; at most ${limit} are expected`,
      )
    await writeFile(
      validatorFile,
      response.headers.get('etag') ?? response.headers.get('last-modified') ?? '',
    )
    const report = stageOf(job, 'download', 'bytes', length > 0 ? from + length : 0, from)
    const file = await open(part, from > 0 ? 'a' : 'w')
    try {
      const done = await receive(response, file, {
        from,
        limit,
        url,
        beat: () => stall.beat(),
        report,
      })
      if (length > 0 && done !== from + length)
        throw new AppError(
          'network',
          phrase`${url} ended after ${done} of ${from + length} bytes; try again to go on from there`,
        )
      await file.sync()
    } finally {
      await file.close()
    }
    await rename(part, path)
    await rm(validatorFile, { force: true })
  } catch (error) {
    throw networkFault(error, url, job.signal)
  } finally {
    stall.end()
  }
}

/** Forgets what an attempt left: its bytes were not what they should be. */
export async function forget(path: string): Promise<void> {
  for (const file of [path, `${path}.part`, `${path}.part.version`]) await rm(file, { force: true })
}

/**
 * @returns the byte with which the answer begins: where we left off, or 0 where the server starts
 * anew
 */
function startOf(response: Response, asked: number, url: string): number {
  if (response.status === 200) return 0
  if (
    response.status === 206 &&
    new RegExp(`^bytes ${asked}-`).test(response.headers.get('content-range') ?? '')
  )
    return asked
  throw new AppError('network', phrase`${url} answered ${response.status} ${response.statusText}`, {
    status: response.status,
  })
}

interface Receiving {
  readonly from: number
  readonly limit: number
  readonly url: string
  readonly beat: () => void
  readonly report: (bytes: number) => void
}

async function receive(
  response: Response,
  file: FileHandle,
  { from, limit, url, beat, report }: Receiving,
): Promise<number> {
  const reader = response.body?.getReader()
  let done = from
  while (reader) {
    const piece = await reader.read()
    if (piece.done) break
    beat()
    done += piece.value.length
    if (done > limit)
      throw new AppError(
        'too-large',
        phrase`${url} sends more than the ${limit} bytes that are expected`,
      )
    await file.writeFile(piece.value)
    report(done)
  }
  return done
}

/** The caller's signal, and one of its own that fires when nothing has come for a while. */
class Stall {
  private readonly controller = new AbortController()
  private timer: NodeJS.Timeout | undefined
  private readonly stop = (): void => this.controller.abort()

  constructor(private readonly caller: AbortSignal | undefined) {
    if (caller?.aborted) this.stop()
    caller?.addEventListener('abort', this.stop)
    this.beat()
  }

  get signal(): AbortSignal {
    return this.controller.signal
  }

  beat(): void {
    clearTimeout(this.timer)
    this.timer = setTimeout(this.stop, STALL_MS)
  }

  end(): void {
    clearTimeout(this.timer)
    this.caller?.removeEventListener('abort', this.stop)
  }
}

function networkFault(error: unknown, url: string, signal: AbortSignal | undefined): AppError {
  if (signal?.aborted) return cancelled()
  if (error instanceof Error && error.name === 'AbortError')
    return new AppError(
      'network',
      phrase`${url} sent nothing for ${STALL_MS / 1000} seconds; try again to go on from there`,
    )
  // fetch says only "fetch failed"; its cause names the reason.
  if (error instanceof TypeError)
    return new AppError(
      'network',
      phrase`${url} can not be reached: ${error.cause instanceof Error ? error.cause.message : error.message}`,
    )
  return asFault(error, phrase`download ${url}`)
}
