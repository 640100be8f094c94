import { createHash } from 'node:crypto'
import {
  existsSync,
  mkdirSync,
  readFileSync,
  readdirSync,
  readlinkSync,
  statSync,
  writeFileSync,
} from 'node:fs'
import { createServer } from 'node:http'
import { join } from 'node:path'
import { afterEach, describe, expect, it, vi } from 'vitest'
import electron, { electronExecutable } from '../electron.mjs'
import { scratch } from '../testing/scratch.mjs'
import { zipOf } from '../testing/zip.mjs'

const zip = zipOf([
  { name: 'electron', content: '#!/bin/sh', mode: 0o100755 },
  { name: 'resources/default_app.asar', content: 'app' },
  { name: 'libfoo.so', content: 'libfoo.so.1', mode: 0o120777 },
])

const servers = []
afterEach(() => {
  vi.unstubAllEnvs()
  for (const server of servers.splice(0)) server.close()
})

/** A checkout that pins Electron 99.0.0, and a release server that holds it. */
async function checkout(digest = createHash('sha256').update(zip).digest('hex')) {
  const root = scratch()
  const asked = []
  const server = createServer((request, response) => {
    asked.push(request.url)
    response.end(zip)
  })
  servers.push(server)
  await new Promise((ready) => server.listen(0, '127.0.0.1', ready))
  vi.stubEnv('ELECTRON_MIRROR', `http://127.0.0.1:${server.address().port}/`)
  writeFileSync(
    join(root, 'package.json'),
    JSON.stringify({ devDependencies: { electron: '99.0.0' } }),
  )
  mkdirSync(join(root, 'node_modules/electron'), { recursive: true })
  writeFileSync(
    join(root, 'node_modules/electron/checksums.json'),
    JSON.stringify({ 'electron-v99.0.0-freebsd-x64.zip': digest }),
  )
  return {
    ctx: {
      root,
      cache: join(root, 'cache'),
      platform: 'freebsd',
      arch: 'x64',
      offline: false,
      fresh: false,
    },
    asked,
  }
}

describe('the official Electron', () => {
  it('is fetched, verified and unpacked with modes and links, once', async () => {
    const { ctx, asked } = await checkout()
    expect(electron.check(ctx).ok).toBe(false)
    await electron.run(ctx)
    const folder = join(ctx.cache, 'electron/99.0.0')
    expect(electronExecutable(ctx)).toEqual({
      version: '99.0.0',
      executable: join(folder, 'electron'),
    })
    expect(statSync(join(folder, 'electron')).mode & 0o111).toBe(0o111)
    expect(readlinkSync(join(folder, 'libfoo.so'))).toBe('libfoo.so.1')
    expect(readFileSync(join(folder, 'version'), 'utf8')).toBe('99.0.0')
    expect(electron.check(ctx)).toEqual({ ok: true, detail: '99.0.0' })
    expect(asked).toEqual(['/v99.0.0/electron-v99.0.0-freebsd-x64.zip'])
  })

  it('leaves nothing when its checksum is wrong and no other runtime serves the platform', async () => {
    const { ctx } = await checkout('0'.repeat(64))
    await expect(electron.run(ctx)).rejects.toThrow(/is damaged/)
    expect(readdirSync(join(ctx.cache, 'electron'))).toEqual([])
    expect(existsSync(join(ctx.cache, 'electron/current.json'))).toBe(false)
  })

  it('uses no network when offline', async () => {
    const { ctx, asked } = await checkout()
    await expect(electron.run({ ...ctx, offline: true })).rejects.toThrow(/not on this machine yet/)
    expect(asked).toEqual([])
  })
})
