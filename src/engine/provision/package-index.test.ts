import { createServer, type Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import { afterEach, describe, expect, it } from 'vitest'
import { linkIn, wheelLink } from './package-index'
import { indexOf } from './pip-settings'

const FILE = 'demo_cpu-1.0-py3-none-any.whl'

describe('the link of a wheel', () => {
  it('is found in an index’s JSON and in its HTML', () => {
    const json = JSON.stringify({ files: [{ filename: FILE, url: '../a/b.whl', size: 3 }] })
    expect(linkIn(json, FILE)).toBe('../a/b.whl')
    const html = `<a href="/x/other.whl">other.whl</a><a data-x="1" href="/x/y.whl?a=1&amp;b=2#sha256=00" >
      ${FILE}</a>`
    expect(linkIn(html, FILE)).toBe('/x/y.whl?a=1&b=2#sha256=00')
    expect(linkIn(html, 'missing.whl')).toBeUndefined()
    expect(linkIn('{"files": []}', FILE)).toBeUndefined()
  })

  let server: Server | undefined
  afterEach(() => server?.close())
  const serve = async (answer: string, status = 200): Promise<string> => {
    const open = createServer((request, response) => {
      response.writeHead(request.url === '/simple/demo-cpu/' ? status : 404).end(answer)
    })
    server = open
    await new Promise<void>((resolve) => open.listen(0, '127.0.0.1', resolve))
    return `http://127.0.0.1:${(open.address() as AddressInfo).port}/simple`
  }
  const wheel = { project: 'demo-cpu', file: FILE }

  it('is absolute and without its hash', async () => {
    const index = await serve(`<a href="../../files/${FILE}#sha256=00">${FILE}</a>`)
    const link = `${index.replace('/simple', '')}/files/${FILE}`
    await expect(wheelLink(index, wheel)).resolves.toBe(link)
    await expect(wheelLink(`${index}/`, wheel)).resolves.toBe(link)
  })

  it('is missing with a sentence that says what to do', async () => {
    await expect(wheelLink(await serve('<html></html>'), wheel)).rejects.toMatchObject({
      code: 'network',
      message: expect.stringContaining('Choose the wheel as a file.') as unknown,
    })
    server?.close()
    await expect(wheelLink(await serve('', 503), wheel)).rejects.toThrow(/answered 503/)
    server?.close()
    await expect(wheelLink('http://127.0.0.1:9/simple', wheel)).rejects.toThrow(
      /could not be reached .* choose the wheel as a file/,
    )
  })

  it('is not asked for once the work is cancelled', async () => {
    const index = await serve('')
    await expect(wheelLink(index, wheel, AbortSignal.abort())).rejects.toMatchObject({
      code: 'cancelled',
    })
  })
})

describe('pip’s settings', () => {
  it('name an index in [global]', () => {
    const text =
      '[install]\nindex-url = https://a\n[global]\ntimeout = 3\n index-url: https://b/simple\n'
    expect(indexOf(text)).toBe('https://b/simple')
    expect(indexOf('[install]\nindex-url = https://a')).toBeUndefined()
  })
})
