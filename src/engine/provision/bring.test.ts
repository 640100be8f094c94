import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { TENSORFLOW_VERSION, wheelsOf } from '../../libtensorflow/index.mjs'
import { layBinding, shipped } from '../runtime/installed'
import { bringTensorFlow } from './bring'
import { provisionStatus } from './plan'

let root: string
const inRoot = (...parts: string[]): string => join(root, ...parts)
const [wheel] = wheelsOf('cpu', 'linux', 'x64') ?? []
const FILE = wheel?.file ?? ''

/** An installed app that ships a binding of a few bytes. */
function install(content = 'binding'): void {
  mkdirSync(inRoot('engine', 'binding'), { recursive: true })
  writeFileSync(inRoot('engine', 'binding', 'tfjs_binding.node'), content)
  writeFileSync(
    inRoot('engine', 'binding', 'binding.json'),
    JSON.stringify({
      version: TENSORFLOW_VERSION,
      index: 'http://127.0.0.1:9/simple',
      files: { 'tfjs_binding.node': 'unused' },
    }),
  )
  vi.stubEnv('CONVSCOPE_PACKAGE', inRoot('engine'))
}

beforeEach(() => {
  root = mkdtempSync(join(tmpdir(), 'convscope-provision-'))
  vi.stubEnv('CONVSCOPE_CACHE', inRoot('cache'))
})
afterEach(() => {
  vi.unstubAllEnvs()
  rmSync(root, { recursive: true, force: true })
})

describe('an installed app without TensorFlow', () => {
  it('says what it needs; a checkout needs nothing of it', () => {
    expect(provisionStatus().needed).toBe(false)
    install()
    const { needed, choices, folder } = provisionStatus()
    expect(needed).toBe(true)
    expect(folder).toBe(inRoot('cache', 'tensorflow'))
    expect(choices.find(({ variant }) => variant === 'cpu')).toMatchObject({
      wheels: [FILE],
      bytes: 273_829_956,
      received: 0,
    })
  })

  it('refuses files that are not the wheels, by name and by content', async () => {
    install()
    const other = inRoot('other.whl')
    writeFileSync(other, 'x')
    await expect(bringTensorFlow({ variant: 'cpu', files: [other] }, {})).rejects.toMatchObject({
      code: 'invalid-file',
      message: expect.stringContaining(FILE) as unknown,
    })
    const damaged = inRoot(FILE)
    writeFileSync(damaged, 'x')
    await expect(bringTensorFlow({ variant: 'cpu', files: [damaged] }, {})).rejects.toMatchObject({
      code: 'corrupt',
    })
    // The user's own file stays.
    expect(existsSync(damaged)).toBe(true)
  })

  it('goes on where it was stopped, and throws away what is not the wheel', async () => {
    install()
    const content = Buffer.alloc(300_000, 'not a wheel')
    const ranges: (string | undefined)[] = []
    let hold = true
    const server = createServer((request, response) => {
      if (request.url?.startsWith('/simple')) {
        response.end(`<a href="/files/${FILE}">${FILE}</a>`)
        return
      }
      ranges.push(request.headers.range)
      const from = Number(/bytes=(\d+)-/.exec(request.headers.range ?? '')?.[1] ?? 0)
      response.writeHead(from > 0 ? 206 : 200, {
        etag: '"1"',
        'content-length': content.length - from,
        ...(from > 0 && {
          'content-range': `bytes ${from}-${content.length - 1}/${content.length}`,
        }),
      })
      if (hold) response.write(content.subarray(0, 100_000))
      else response.end(content.subarray(from))
    })
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
    const { port } = server.address() as AddressInfo
    vi.stubEnv('PIP_INDEX_URL', `http://127.0.0.1:${port}/simple`)
    try {
      const pause = new AbortController()
      await expect(
        bringTensorFlow(
          { variant: 'cpu' },
          {
            signal: pause.signal,
            onProgress: ({ stage, done }) => {
              if (stage === 'download' && done >= 100_000) pause.abort()
            },
          },
        ),
      ).rejects.toMatchObject({ code: 'cancelled' })
      const { received } = provisionStatus().choices[0] ?? { received: 0 }
      expect(received).toBe(100_000)
      hold = false
      await expect(bringTensorFlow({ variant: 'cpu' }, {})).rejects.toMatchObject({
        code: 'corrupt',
      })
      expect(ranges).toEqual([undefined, 'bytes=100000-'])
      expect(provisionStatus().choices[0]?.received).toBe(0)
      expect(provisionStatus().needed).toBe(true)
    } finally {
      server.closeAllConnections()
      server.close()
    }
  })

  it('tells a checkout to run its set-up', async () => {
    await expect(bringTensorFlow({ variant: 'cpu' }, {})).rejects.toMatchObject({
      code: 'unsupported',
    })
  })
})

describe('the shipped binding', () => {
  it('replaces that of an older version of the app', () => {
    const libraries = inRoot('lib')
    mkdirSync(libraries)
    for (const content of ['first', 'second']) {
      install(content)
      const app = shipped()
      if (!app) throw new Error('no app')
      const path = layBinding(app, libraries)
      expect(readFileSync(path, 'utf8')).toBe(content)
    }
  })
})
