import { createHash } from 'node:crypto'
import { existsSync, readFileSync, statSync } from 'node:fs'
import { createServer } from 'node:http'
import { join } from 'node:path'
import { afterEach, describe, expect, it } from 'vitest'
import { scratch } from '../testing/scratch.mjs'
import { download } from './download.mjs'

const body = Buffer.from(Array.from({ length: 300_000 }, (_, i) => i % 251))
const digest = createHash('sha256').update(body).digest('hex')
const servers = []

afterEach(() => {
  for (const server of servers.splice(0)) server.close().closeAllConnections()
})

/**
 * Waits until a file has grown to `size`: the line is cut only then, so that no test depends on the
 * machine's speed.
 */
async function grown(path, size) {
  while ((statSync(path, { throwIfNoEntry: false })?.size ?? 0) < size)
    await new Promise((again) => setTimeout(again, 5))
}

/**
 * A server that breaks off after every further `limit` bytes, `breaks` times; it notes the ranges
 * that it was asked for.
 */
async function serve({ part, breaks = 0, limit = 100_000, ranges = true, silent = false } = {}) {
  const asked = []
  const server = createServer((request, response) => {
    asked.push(request.headers.range)
    if (silent) return
    const from = ranges ? Number(/bytes=(\d+)-/.exec(request.headers.range ?? '')?.[1] ?? 0) : 0
    const rest = body.subarray(from)
    response.writeHead(from ? 206 : 200, { 'content-length': rest.length })
    if (breaks-- <= 0) return response.end(rest)
    response.write(rest.subarray(0, limit))
    return grown(part, from + limit).then(() => response.destroy())
  })
  servers.push(server)
  await new Promise((ready) => server.listen(0, '127.0.0.1', ready))
  return { url: `http://127.0.0.1:${server.address().port}/file`, asked }
}

const options = { digest, label: 'demo', timeouts: { connect: 15_000, idle: 15_000 } }

describe('download', () => {
  it('continues where the connection broke, within one call', async () => {
    const target = join(scratch(), 'file')
    const { url, asked } = await serve({ part: `${target}.part`, breaks: 2 })
    await download(url, target, options)
    expect(readFileSync(target).equals(body)).toBe(true)
    expect(asked).toEqual([undefined, 'bytes=100000-', 'bytes=200000-'])
  })

  it('continues in a later call with the data of an earlier one', async () => {
    const target = join(scratch(), 'file')
    const { url, asked } = await serve({ part: `${target}.part`, breaks: 1 })
    await expect(download(url, target, { ...options, attempts: 1 })).rejects.toThrow(
      /could not be fetched/,
    )
    expect(existsSync(target)).toBe(false)
    expect(statSync(`${target}.part`).size).toBe(100_000)
    await download(url, target, options)
    expect(readFileSync(target).equals(body)).toBe(true)
    expect(asked[1]).toBe('bytes=100000-')
  })

  it('starts again where the server does not support ranges', async () => {
    const target = join(scratch(), 'file')
    const { url } = await serve({ part: `${target}.part`, breaks: 1, ranges: false })
    await download(url, target, options)
    expect(readFileSync(target).equals(body)).toBe(true)
  })

  it('deletes a file with the wrong digest', async () => {
    const { url } = await serve()
    const target = join(scratch(), 'file')
    await expect(download(url, target, { ...options, digest: '0'.repeat(64) })).rejects.toThrow(
      /is damaged/,
    )
    expect([existsSync(target), existsSync(`${target}.part`)]).toEqual([false, false])
  })

  it('gives up on a server that does not answer', async () => {
    const { url } = await serve({ silent: true })
    await expect(
      download(url, join(scratch(), 'file'), { ...options, timeouts: { connect: 100, idle: 100 } }),
    ).rejects.toThrow(/no answer from/)
  })
})
