import type { ElectronApplication } from '@playwright/test'
import type { Bridge } from '../src/shared/contract/desktop'
import { expect, test } from './launch'

declare const convscope: Bridge

test('the page has no Node, runs no foreign script, gets no permission and reads only its own files', async ({
  launch,
}) => {
  const { page, app } = await launch()

  await test.step('no Node, and one bridge of four functions', async () => {
    const found = await page.evaluate(() => ({
      globals: [
        'require',
        'process',
        'module',
        'global',
        'Buffer',
        '__dirname',
        'ipcRenderer',
        'electron',
      ].filter((name) => name in window),
      bridge: Object.entries(convscope)
        .map(([name, value]) => `${name}: ${typeof value}`)
        .sort(),
    }))
    expect(found).toEqual({
      globals: [],
      bridge: ['call: function', 'connectEngine: function', 'on: function', 'tokensFor: function'],
    })
    const preferences = await app.evaluate(({ BrowserWindow }) => {
      const [window] = BrowserWindow.getAllWindows()
      return (
        window?.webContents as unknown as { getLastWebPreferences(): Record<string, unknown> }
      ).getLastWebPreferences()
    })
    expect(preferences).toMatchObject({
      sandbox: true,
      contextIsolation: true,
      nodeIntegration: false,
      webSecurity: true,
      webviewTag: false,
    })
  })

  await test.step('no eval, no inline and no remote script', async () => {
    const outcome = await page.evaluate(async () => {
      const violations: string[] = []
      const handlerRefused = new Promise<void>((resolve) => {
        document.addEventListener('securitypolicyviolation', ({ effectiveDirective }) => {
          violations.push(effectiveDirective)
          if (effectiveDirective === 'script-src-attr') resolve()
        })
      })
      // A debugger may evaluate what a page may not, so the attempts run in a task of the page's
      // own.
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
      const evals = [
        await attempt(() => window.eval('1')),
        // eslint-disable-next-line @typescript-eslint/no-implied-eval -- this is the attack
        await attempt(() => new Function('return 1')),
      ]
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
      return {
        evals,
        scripts,
        pwned: 'pwned' in window,
        violations: [...new Set(violations)].sort(),
      }
    })
    expect(outcome).toEqual({
      evals: ['EvalError', 'EvalError'],
      scripts: ['refused', 'refused', 'refused'],
      pwned: false,
      violations: ['script-src', 'script-src-attr', 'script-src-elem'],
    })
  })

  await test.step('no permission', async () => {
    const asked = await page.evaluate(async () => {
      const refused = (request: Promise<unknown>): Promise<string> =>
        request.then(
          () => 'granted',
          (error: unknown) => (error as Error).name,
        )
      return {
        camera: await refused(navigator.mediaDevices.getUserMedia({ video: true })),
        location: await new Promise((resolve) =>
          navigator.geolocation.getCurrentPosition(
            () => resolve('granted'),
            ({ code }) => resolve(code),
          ),
        ),
        notifications: await Notification.requestPermission(),
        midi: await refused(navigator.requestMIDIAccess({ sysex: true })),
        clipboard: await refused(navigator.clipboard.readText()),
        known: await Promise.all(
          ['camera', 'geolocation', 'notifications'].map(
            async (name) =>
              (await navigator.permissions.query({ name: name as PermissionName })).state,
          ),
        ),
      }
    })
    expect(asked.camera).toMatch(/NotAllowedError|NotFoundError/)
    expect(asked).toMatchObject({
      location: 1,
      notifications: 'denied',
      clipboard: 'NotAllowedError',
      known: ['denied', 'denied', 'denied'],
    })
    expect(asked.midi).not.toBe('granted')
  })

  await test.step('the app’s own files and no other', async () => {
    const read = await page.evaluate(
      async (urls) => {
        const status = (url: string): Promise<number | string> =>
          fetch(url).then(
            (response) => response.status,
            (error: unknown) => (error as Error).name,
          )
        return Promise.all(urls.map(status))
      },
      [
        'app://convscope/index.html',
        'app://convscope/../../etc/passwd',
        'app://convscope/../../../../etc/hosts.json',
        'app://convscope/%2e%2e%2f%2e%2e%2fpackage.json',
        'app://convscope/..%2f..%2fpackage.json',
        'app://convscope/..%5c..%5cpackage.json',
        'app://other/index.html',
        'file:///etc/passwd',
      ],
    )
    expect(read).toEqual([200, 404, 404, 404, 404, 404, 'TypeError', 'TypeError'])
  })
})

/**
 * Where the windows are. Playwright waits for navigations that were begun; main knows that none
 * took place.
 */
function whereabouts(app: ElectronApplication): Promise<unknown> {
  return app.evaluate(async ({ BrowserWindow }) => {
    const windows = BrowserWindow.getAllWindows()
    const ready: unknown = await windows[0]?.webContents.executeJavaScript(
      'document.documentElement.dataset.ready',
    )
    return { urls: windows.map(({ webContents }) => webContents.getURL()), ready }
  })
}

test('the page stays where it is and opens nothing', async ({ launch }) => {
  const { page, app } = await launch()
  const url = page.url()
  const opened = await page.evaluate(async () => {
    const results: unknown[] = []
    for (const target of [
      'https://example.com/',
      'file:///etc/passwd',
      'app://convscope/index.html?other',
      'about:blank',
    ]) {
      results.push(window.open(target))
      for (const frame of ['_blank', '_self']) {
        const link = Object.assign(document.createElement('a'), { href: target, target: frame })
        document.body.append(link)
        link.click()
      }
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
  expect(await whereabouts(app)).toEqual({ urls: [url], ready: 'true' })
})

test('no way leads to an empty page, and none that is refused on another’s heels ends the app', async ({
  launch,
}) => {
  const { page, app } = await launch()
  const url = page.url()
  const go = (name: string, then: string | null): Promise<void> =>
    page.evaluate(
      async ([name, then]) => {
        const form = Object.assign(document.createElement('form'), { action: 'about:blank' })
        const link = Object.assign(document.createElement('a'), { href: 'about:blank' })
        const refresh = Object.assign(document.createElement('meta'), {
          httpEquiv: 'refresh',
          content: '0; url=about:blank',
        })
        document.body.append(form, link)
        if (name === 'link') link.click()
        if (name === 'form') form.submit()
        if (name === 'open') window.open('about:blank', '_self')
        if (name === 'href') location.href = 'about:blank'
        if (name === 'replace') location.replace('about:blank')
        if (name === 'refresh') document.head.append(refresh)
        if (then !== null) location.href = then
        await new Promise((resolve) => setTimeout(resolve, 100))
      },
      [name, then] as const,
    )
  for (const name of ['link', 'form', 'open', 'href', 'replace', 'refresh']) {
    for (const then of [null, 'https://example.com/', 'https://example.com/']) await go(name, then)
    expect({ name, there: await whereabouts(app) }).toEqual({
      name,
      there: { urls: [url], ready: 'true' },
    })
  }
})

test('the page may reload itself', async ({ launch }) => {
  const { page } = await launch()
  await page.evaluate(() => document.documentElement.classList.add('before'))
  await page.evaluate(() => void setTimeout(() => location.reload()))
  await expect(page.locator('html:not(.before)')).toHaveAttribute('data-ready', 'true')
})
