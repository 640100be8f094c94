import { createServer, type Server } from 'node:http'
import { readFile } from 'node:fs/promises'
import type { AddressInfo } from 'node:net'
import { join } from 'node:path'
import type { Page } from '@playwright/test'
import type { Bridge } from '../src/shared/contract/desktop'
import { expect, type Running, test } from './launch'

declare const convscope: Bridge

/** What a hostile script inside the page could say to main; rejections come back as values. */
const call = (page: Page, name: unknown, input: unknown): Promise<unknown> =>
  page.evaluate(([name, input]) => convscope.call(name as never, input as never).catch((error: unknown) => error), [name, input] as const)

test.describe('the page', () => {
  test('has no Node, and one bridge of four functions', async ({ launch }) => {
    const { page, app } = await launch()
    const found = await page.evaluate(() => ({
      globals: ['require', 'process', 'module', 'global', 'Buffer', '__dirname', 'ipcRenderer', 'electron'].filter((name) => name in window),
      bridge: Object.entries(convscope).map(([name, value]) => `${name}: ${typeof value}`).sort(),
    }))
    expect(found).toEqual({ globals: [], bridge: ['call: function', 'connectEngine: function', 'on: function', 'tokensFor: function'] })
    const preferences = await app.evaluate(({ BrowserWindow }) => {
      const [window] = BrowserWindow.getAllWindows()
      return (window?.webContents as unknown as { getLastWebPreferences(): Record<string, unknown> }).getLastWebPreferences()
    })
    expect(preferences).toMatchObject({ sandbox: true, contextIsolation: true, nodeIntegration: false, webSecurity: true, webviewTag: false })
  })

  test('runs no eval, no inline and no remote script', async ({ launch }) => {
    const { page } = await launch()
    const outcome = await page.evaluate(async () => {
      const violations: string[] = []
      const handlerRefused = new Promise<void>((resolve) => {
        document.addEventListener('securitypolicyviolation', ({ effectiveDirective }) => {
          violations.push(effectiveDirective)
          if (effectiveDirective === 'script-src-attr') resolve()
        })
      })
      // A debugger may evaluate what a page may not, so the attempts run in a task of the page's own.
      const attempt = (work: () => unknown): Promise<string> =>
        new Promise((resolve) => {
          setTimeout(() => {
            try {
              work()
              resolve('ran')
            } catch (error) {
              resolve((error as Error).name)
            }
          })
        })
      // eslint-disable-next-line @typescript-eslint/no-implied-eval -- this is the attack
      const evals = [await attempt(() => window.eval('1')), await attempt(() => new Function('return 1'))]
      const scripts = await Promise.all(
        ['https://example.com/x.js', 'data:text/javascript,window.pwned=1', ''].map(
          (src) =>
            new Promise<string>((resolve) => {
              const script = document.createElement('script')
              script.addEventListener('load', () => resolve('loaded'))
              script.addEventListener('error', () => resolve('refused'))
              if (src) script.src = src
              else script.textContent = 'window.pwned = 1'
              document.head.append(script)
              if (!src) setTimeout(() => resolve('refused'), 100)
            }),
        ),
      )
      const button = document.createElement('button')
      button.setAttribute('onclick', 'window.pwned = 1')
      button.click()
      await handlerRefused
      return { evals, scripts, pwned: 'pwned' in window, violations: [...new Set(violations)].sort() }
    })
    expect(outcome).toEqual({
      evals: ['EvalError', 'EvalError'],
      scripts: ['refused', 'refused', 'refused'],
      pwned: false,
      violations: ['script-src', 'script-src-attr', 'script-src-elem'],
    })
  })

  test('stays where it is and opens nothing', async ({ launch }) => {
    const { page, app } = await launch()
    const url = page.url()
    const opened = await page.evaluate(async () => {
      const results: unknown[] = []
      for (const target of ['https://example.com/', 'file:///etc/passwd', 'app://convscope/index.html?other', 'about:blank']) {
        results.push(window.open(target))
        const link = Object.assign(document.createElement('a'), { href: target, target: '_blank' })
        document.body.append(link)
        link.click()
        const own = Object.assign(document.createElement('a'), { href: target.startsWith('app:') ? 'https://example.com/' : target })
        document.body.append(own)
        own.click()
      }
      const frame = Object.assign(document.createElement('iframe'), { src: 'https://example.com/' })
      const view = document.createElement('webview')
      view.setAttribute('src', 'https://example.com/')
      document.body.append(frame, view)
      location.href = 'https://example.com/'
      await new Promise((resolve) => setTimeout(resolve, 300))
      return { results, webview: 'loadURL' in view }
    })
    expect(opened).toEqual({ results: [null, null, null, null], webview: false })
    // Playwright waits for navigations that were begun; main knows that none took place.
    const there = await app.evaluate(async ({ BrowserWindow }) => {
      const windows = BrowserWindow.getAllWindows()
      const ready: unknown = await windows[0]?.webContents.executeJavaScript('document.documentElement.dataset.ready')
      return { urls: windows.map(({ webContents }) => webContents.getURL()), ready }
    })
    expect(there).toEqual({ urls: [url], ready: 'true' })
  })

  test('gets no permission', async ({ launch }) => {
    const { page } = await launch()
    const asked = await page.evaluate(async () => {
      const refused = (request: Promise<unknown>): Promise<string> => request.then(() => 'granted', (error: unknown) => (error as Error).name)
      return {
        camera: await refused(navigator.mediaDevices.getUserMedia({ video: true })),
        location: await new Promise((resolve) => navigator.geolocation.getCurrentPosition(() => resolve('granted'), ({ code }) => resolve(code))),
        notifications: await Notification.requestPermission(),
        midi: await refused(navigator.requestMIDIAccess({ sysex: true })),
        clipboard: await refused(navigator.clipboard.readText()),
        known: await Promise.all(['camera', 'geolocation', 'notifications'].map(async (name) => (await navigator.permissions.query({ name: name as PermissionName })).state)),
      }
    })
    expect(asked.camera).toMatch(/NotAllowedError|NotFoundError/)
    expect(asked).toMatchObject({ location: 1, notifications: 'denied', clipboard: 'NotAllowedError', known: ['denied', 'denied', 'denied'] })
    expect(asked.midi).not.toBe('granted')
  })

  test('reads the app’s own files and no other', async ({ launch }) => {
    const { page } = await launch()
    const read = await page.evaluate(async (urls) => {
      const status = (url: string): Promise<number | string> => fetch(url).then((response) => response.status, (error: unknown) => (error as Error).name)
      return Promise.all(urls.map(status))
    }, [
      'app://convscope/index.html',
      'app://convscope/../../etc/passwd',
      'app://convscope/../../../../etc/hosts.json',
      'app://convscope/%2e%2e%2f%2e%2e%2fpackage.json',
      'app://convscope/..%2f..%2fpackage.json',
      'app://convscope/..%5c..%5cpackage.json',
      'app://other/index.html',
      'file:///etc/passwd',
    ])
    expect(read).toEqual([200, 404, 404, 404, 404, 404, 'TypeError', 'TypeError'])
  })
})

test.describe('messages', () => {
  test('to main are refused with a code unless the contract knows them', async ({ launch }) => {
    const { page } = await launch()
    const attacks: readonly (readonly [unknown, unknown])[] = [
      ['shell.openExternal', { url: 'https://example.com' }],
      ['__proto__', {}],
      ['toString', {}],
      [{ name: 'settings.get' }, {}],
      ['settings.set', { theme: 'pink' }],
      ['settings.set', { theme: 'dark', path: '/etc/passwd' }],
      ['settings.get', null],
      ['dialog.save', { name: '../../x', bytes: 'text' }],
      ['window.progress', { fraction: Number.NaN, title: null }],
    ]
    for (const [name, input] of attacks) {
      expect(await call(page, name, input), JSON.stringify([name, input])).toMatchObject({ code: 'invalid-argument' })
    }
    expect(await call(page, 'settings.get', {})).toMatchObject({ theme: 'system' })
    const forged = await page.evaluate(() => convscope.tokensFor([new File(['x'], 'x.png'), { path: '/etc/passwd', name: 'passwd' } as unknown as File]))
    expect(forged).toEqual({ items: [], left: 0, placeless: 2 })
    expect(await page.evaluate(() => convscope.connectEngine('x').catch((error: unknown) => error))).toMatchObject({ code: 'invalid-argument' })
  })

  test('from a page that is not the app’s own are refused', async ({ launch }) => {
    const { app } = await launch()
    const other = app.waitForEvent('window')
    await app.evaluate(async ({ BrowserWindow, app }) => {
      const window = new BrowserWindow({
        show: false,
        webPreferences: { preload: `${app.getAppPath()}/out/preload/index.js`, sandbox: true, contextIsolation: true },
      })
      await window.loadURL('data:text/html,<p>not the app</p>')
    })
    const page = await other
    expect(await call(page, 'settings.get', {})).toMatchObject({ code: 'invalid-argument' })
    expect(await page.evaluate(() => convscope.connectEngine('nonce-nonce').catch((error: unknown) => error))).toMatchObject({ code: 'invalid-argument' })
  })

  test('to the engine can be any nonsense, and it goes on', async ({ launch }) => {
    const { page } = await launch()
    const outcome = await page.evaluate(async () => {
      const nonce = crypto.randomUUID()
      const arrived = new Promise<MessagePort>((resolve) => {
        window.addEventListener('message', ({ data, ports }: MessageEvent<{ convscopePort?: string }>) => {
          if (data.convscopePort === nonce && ports[0]) resolve(ports[0])
        })
      })
      await convscope.connectEngine(nonce)
      const port = await arrived
      const codes: unknown[] = []
      const answered = (id: number): Promise<unknown> =>
        new Promise((resolve) => {
          port.addEventListener('message', ({ data }: MessageEvent<{ id: number; output?: unknown; error?: { code: string } }>) => {
            if (data.id === id) resolve(data.error?.code ?? data.output)
          })
        })
      port.start()
      for (const message of [null, 1, 'x', [], {}, { type: 'call' }, { type: 'listen', event: '__proto__' }, { type: 'cancel', id: 'x' }, new Map(), new Uint8Array(1e6)]) {
        port.postMessage(message)
      }
      const buffer = new ArrayBuffer(8)
      port.postMessage({ type: 'call', id: 1, name: 'engine.info', input: buffer }, [buffer])
      let id = 10
      for (const [name, input] of [
        ['constructor', {}],
        ['engine.info', { extra: 1 }],
        ['runs.snapshot', { run: '../../etc' }],
        ['models.detail', { model: 'run:..' }],
        ['models.delete', { model: 'imported:..' }],
        ['pictures.open', { source: { kind: 'token', token: '/etc/passwd' } }],
        ['pictures.open', { source: { kind: 'sample', name: '../../package' } }],
        ['inspect.maps', { pass: 'x', layer: '__proto__' }],
      ]) {
        const answer = answered(++id)
        port.postMessage({ type: 'call', id, name, input })
        codes.push(await answer)
      }
      const say = (name: string, input: unknown): Promise<unknown> => {
        const answer = answered(++id)
        port.postMessage({ type: 'call', id, name, input })
        return answer
      }
      // Refused before the first turn of the engine's loop: such a rejection must not pass for one that nobody handles.
      const { spec } = (await say('models.detail', { model: 'preset:lenet' })) as { spec: unknown }
      const start = { recipe: { model: spec, dataset: 'fashion-mnist', epochs: 50 } }
      const starts = [await say('runs.start', start), await say('runs.start', start)]
      const info = await say('engine.info', {})
      return { codes, starts, info, status: await convscope.call('engine.status', {}) }
    })
    expect(outcome.codes).toEqual([
      'invalid-argument',
      'invalid-argument',
      'not-found',
      'invalid-argument',
      'invalid-argument',
      'not-found',
      'invalid-argument',
      'not-found',
    ])
    expect(outcome.starts).toEqual([expect.objectContaining({ state: expect.any(String) }), 'busy'])
    expect(outcome.info).toHaveProperty('device', expect.stringMatching(/CPU|GPU/))
    expect(outcome.status).toMatchObject({ state: 'ready', restarts: 0 })
  })
})

test.describe('the network', () => {
  let server: Server
  let address: string
  let hits: string[]

  test.beforeEach(async () => {
    hits = []
    server = createServer((request, response) => {
      hits.push(request.url ?? '')
      response.setHeader('access-control-allow-origin', '*')
      response.end('x')
    })
    server.on('upgrade', ({ url }: { url?: string }, socket: { destroy(): void }) => {
      hits.push(url ?? '')
      socket.destroy()
    })
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
    address = `127.0.0.1:${(server.address() as AddressInfo).port}`
    // Whoever can reach it is counted.
    await fetch(`http://${address}/control`)
    expect(hits.splice(0)).toEqual(['/control'])
  })
  test.afterEach(() => server.close())

  const attempts = ({ page }: Pick<Running, 'page'>, host: string): Promise<string> =>
    page.evaluate(async (host) => {
      const image = new Image()
      image.src = `http://${host}/image`
      const style = Object.assign(document.createElement('link'), { rel: 'stylesheet', href: `http://${host}/style` })
      const prefetch = Object.assign(document.createElement('link'), { rel: 'prefetch', href: `http://${host}/prefetch` })
      document.head.append(style, prefetch)
      navigator.sendBeacon(`http://${host}/beacon`, 'x')
      try {
        new WebSocket(`ws://${host}/socket`)
      } catch {
        // Refused at once where the page has a policy.
      }
      const fetched = await fetch(`http://${host}/fetch`).then(() => 'fetched', () => 'refused')
      await new Promise((resolve) => setTimeout(resolve, 500))
      return fetched
    }, host)

  test('is out of reach for the page, with its policy and without', async ({ launch }) => {
    const running = await launch()
    expect(await attempts(running, address)).toBe('refused')
    // The session refuses as well what the policy of the page would: a page of its own has none.
    const other = running.app.waitForEvent('window')
    await running.app.evaluate(async ({ BrowserWindow }) => {
      await new BrowserWindow({ show: false }).loadURL('data:text/html,<p>no policy</p>')
    })
    expect(await attempts({ page: await other }, address)).toBe('refused')
    expect(hits).toEqual([])
  })

  test('is not asked for anything from launch to quit', async ({ launch }) => {
    const path = join(test.info().outputPath(), 'net.json')
    const { page, close } = await launch({ args: [`--log-net-log=${path}`] })
    // What Chromium does of its own accord it does in the first seconds.
    await page.waitForTimeout(3_000)
    await close()
    expect(contacted(JSON.parse(await readFile(path, 'utf8')) as NetLog)).toEqual([])
  })
})

/** Chromium's own record of everything that its network service does. */
interface NetLog {
  readonly constants: { readonly logEventTypes: Readonly<Record<string, number>> }
  readonly events: readonly { readonly type: number; readonly params?: Readonly<Record<string, unknown>> }[]
}

/** Addresses that were asked for, looked up or connected to. */
function contacted({ constants, events }: NetLog): unknown[] {
  const types = constants.logEventTypes
  const kinds = ['URL_REQUEST_START_JOB', 'HOST_RESOLVER_MANAGER_REQUEST', 'TCP_CONNECT', 'UDP_CONNECT'].map((name) => types[name])
  expect(kinds.filter((kind) => typeof kind !== 'number'), 'events that this Chromium does not know').toEqual([])
  return events.filter(({ type, params }) => kinds.includes(type) && params).map(({ params }) => params)
}
