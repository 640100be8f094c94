import { createWriteStream } from 'node:fs'
import { mkdir, rename, rm, stat } from 'node:fs/promises'
import { dirname } from 'node:path'
import { Readable } from 'node:stream'
import { pipeline } from 'node:stream/promises'
import { SetupFailure, messageOf } from '../../../src/libtensorflow/failure.mjs'
import { fileDigest } from '../../../src/libtensorflow/files.mjs'
import { progress } from './report.mjs'

const CONNECT_TIMEOUT = 5_000
const IDLE_TIMEOUT = 30_000

const sizeOf = (path) =>
  stat(path).then(
    (s) => s.size,
    () => 0,
  )

/**
 * Requests the missing part; a server that ignores `Range` answers 200, and the file starts again.
 */
async function request(url, from, signal) {
  const response = await fetch(url, { headers: from ? { range: `bytes=${from}-` } : {}, signal })
  if (response.status === 416) return undefined
  if (!response.ok || !response.body)
    throw new SetupFailure(`${url} answered ${response.status} ${response.statusText}`)
  return response
}

/** One attempt: appends to `part` what the server still has. */
async function attempt(url, part, label, timeouts) {
  const from = await sizeOf(part)
  const control = new AbortController()
  let timer
  const watch = (ms) => {
    clearTimeout(timer)
    timer = setTimeout(
      () =>
        control.abort(new SetupFailure(`no answer from ${new URL(url).host} for ${ms / 1000} s`)),
      ms,
    )
  }
  try {
    watch(timeouts.connect)
    const response = await request(url, from, control.signal)
    if (!response) return
    const resumed = response.status === 206 ? from : 0
    const length = Number(response.headers.get('content-length') ?? 0)
    const shown = progress(label, length ? resumed + length : 0, resumed)
    watch(timeouts.idle)
    const body = Readable.fromWeb(response.body).on(
      'data',
      (piece) => (watch(timeouts.idle), shown.add(piece.length)),
    )
    await pipeline(body, createWriteStream(part, { flags: resumed ? 'a' : 'w' })).finally(() =>
      shown.end(),
    )
  } catch (error) {
    throw control.signal.aborted ? control.signal.reason : error
  } finally {
    clearTimeout(timer)
  }
}

/**
 * Downloads `url` to `target` completely or not at all. Received data stays in `<target>.part`, so
 * the next attempt, in this process or a later one, requests only the rest. A file whose digest
 * differs is deleted: it can never become right by resuming.
 * @param {{algorithm?: string, encoding?: 'hex' | 'base64', digest: string, label: string,
 *   attempts?: number, timeouts?: {connect: number, idle: number}}} options
 */
export async function download(url, target, options) {
  const { algorithm = 'sha256', encoding = 'hex', digest, label, attempts = 3 } = options
  const timeouts = options.timeouts ?? { connect: CONNECT_TIMEOUT, idle: IDLE_TIMEOUT }
  const part = `${target}.part`
  await mkdir(dirname(target), { recursive: true })
  for (let tried = 1; ; tried++) {
    const before = await sizeOf(part)
    try {
      await attempt(url, part, label, timeouts)
      break
    } catch (error) {
      // Another attempt makes sense only where the connection broke after some data had arrived.
      if (tried >= attempts || (await sizeOf(part)) === before) throw failure(url, error)
    }
  }
  const found = await fileDigest(part, algorithm, encoding)
  if (found !== digest) {
    await rm(part, { force: true })
    throw new SetupFailure(
      `${url} is damaged: its ${algorithm} is ${found}, not ${digest}. It was deleted; try again.`,
    )
  }
  await rename(part, target)
}

function failure(url, error) {
  if (error instanceof SetupFailure) return error
  const cause = error instanceof Error && error.cause ? `: ${messageOf(error.cause)}` : ''
  return new SetupFailure(`${url} could not be fetched: ${messageOf(error)}${cause}`)
}
