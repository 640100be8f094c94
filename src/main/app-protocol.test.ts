import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import fc from 'fast-check'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { APP_URL, resolveAsset, serveAsset } from './app-protocol'

let folder: string
let root: string

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'convscope-'))
  root = join(folder, 'renderer')
  await mkdir(join(root, 'assets'), { recursive: true })
  await writeFile(join(root, 'index.html'), '<p>hello</p>')
  await writeFile(join(root, 'assets', 'a b.js'), 'export {}')
  await writeFile(join(folder, 'secret.json'), '{}')
  await mkdir(join(folder, 'renderer-old'))
  await writeFile(join(folder, 'renderer-old', 'x.js'), '')
})
afterAll(() => rm(folder, { recursive: true }))

const get = (url: string): Promise<Response> => serveAsset(root, { url, method: 'GET' })

describe('the app’s own files', () => {
  it('come with their type and the content security policy', async () => {
    const response = await get(APP_URL)
    expect(response.status).toBe(200)
    expect(response.headers.get('content-type')).toBe('text/html; charset=utf-8')
    expect(response.headers.get('content-security-policy')).toMatch(
      /default-src 'none'.*script-src 'self';/,
    )
    await expect(response.text()).resolves.toBe('<p>hello</p>')
  })

  it('may have names that need escaping', async () => {
    const response = await get('app://convscope/assets/a%20b.js?v=1#x')
    expect(response.headers.get('content-type')).toBe('text/javascript; charset=utf-8')
  })
})

describe('everything else is not found', () => {
  it.each([
    'app://convscope/../../etc/passwd',
    'app://convscope/../secret.json',
    'app://convscope/%2e%2e/secret.json',
    'app://convscope/..%2fsecret.json',
    'app://convscope/%2e%2e%2fsecret.json',
    'app://convscope/..%5csecret.json',
    'app://convscope/..%2frenderer-old/x.js',
    'app://convscope//etc/hosts.json',
    'app://convscope/%00index.html',
    'app://convscope/%',
    'app://convscope/',
    'app://convscope/missing.js',
    'app://other/index.html',
    'http://convscope/index.html',
    'file:///etc/passwd',
    'nonsense',
  ])('%s', async (url) => {
    const response = await get(url)
    expect(response.status).toBe(404)
    await expect(response.text()).resolves.toBe('Not found')
  })

  it('whatever the method', async () => {
    await expect(serveAsset(root, { url: APP_URL, method: 'POST' })).resolves.toMatchObject({
      status: 404,
    })
  })

  it('no URL leads out of the folder', () => {
    const part = fc.constantFrom(
      '..',
      '.',
      '%2e%2e',
      '%2f',
      '/',
      '\\',
      '%5c',
      'a',
      '%00',
      'index.html',
      '?',
      '#',
      '%25',
    )
    fc.assert(
      fc.property(fc.array(part, { maxLength: 12 }), (parts) => {
        const asset = resolveAsset('/srv/app', `app://convscope/${parts.join('')}`)
        expect(asset === null || asset.path.startsWith('/srv/app/')).toBe(true)
        expect(asset?.path.split('/') ?? []).not.toContain('..')
      }),
    )
  })
})
