import type { Page } from '@playwright/test'
import type { Bridge } from '../src/shared/contract/desktop'
import { expect, test } from './launch'

declare const convscope: Bridge

/** The messages of a hostile script in the page to main; rejections are returned as values. */
const call = (page: Page, name: unknown, input: unknown): Promise<unknown> =>
  page.evaluate(
    ([name, input]) =>
      convscope.call(name as never, input as never).catch((error: unknown) => error),
    [name, input] as const,
  )

test('messages to main are refused unless the contract knows them, and all that come from another page', async ({
  launch,
}) => {
  const { page, app } = await launch()

  await test.step('with a code', async () => {
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
      expect(await call(page, name, input), JSON.stringify([name, input])).toMatchObject({
        code: 'invalid-argument',
      })
    }
    expect(await call(page, 'settings.get', {})).toMatchObject({ theme: 'system' })
    const forged = await page.evaluate(() =>
      convscope.tokensFor([
        new File(['x'], 'x.png'),
        { path: '/etc/passwd', name: 'passwd' } as unknown as File,
      ]),
    )
    expect(forged).toEqual({ items: [], left: 0, placeless: 2 })
    expect(
      await page.evaluate(() => convscope.connectEngine('x').catch((error: unknown) => error)),
    ).toMatchObject({ code: 'invalid-argument' })
  })

  await test.step('from a page that is not the app’s own', async () => {
    const other = app.waitForEvent('window')
    await app.evaluate(async ({ BrowserWindow, app }) => {
      const window = new BrowserWindow({
        show: false,
        webPreferences: {
          preload: `${app.getAppPath()}/out/preload/index.js`,
          sandbox: true,
          contextIsolation: true,
        },
      })
      await window.loadURL('data:text/html,<p>not the app</p>')
    })
    const stranger = await other
    expect(await call(stranger, 'settings.get', {})).toMatchObject({ code: 'invalid-argument' })
    expect(
      await stranger.evaluate(() =>
        convscope.connectEngine('nonce-nonce').catch((error: unknown) => error),
      ),
    ).toMatchObject({ code: 'invalid-argument' })
  })
})

test('messages to the engine can be any nonsense, and it keeps working', async ({ launch }) => {
  const { page } = await launch()
  const outcome = await page.evaluate(async () => {
    const nonce = crypto.randomUUID()
    const arrived = new Promise<MessagePort>((resolve) => {
      window.addEventListener(
        'message',
        ({ data, ports }: MessageEvent<{ convscopePort?: string }>) => {
          if (data.convscopePort === nonce && ports[0]) resolve(ports[0])
        },
      )
    })
    await convscope.connectEngine(nonce)
    const port = await arrived
    const codes: unknown[] = []
    const answered = (id: number): Promise<unknown> =>
      new Promise((resolve) => {
        port.addEventListener(
          'message',
          ({ data }: MessageEvent<{ id: number; output?: unknown; error?: { code: string } }>) => {
            if (data.id === id) resolve(data.error?.code ?? data.output)
          },
        )
      })
    port.start()
    for (const message of [
      null,
      1,
      'x',
      [],
      {},
      { type: 'call' },
      { type: 'listen', event: '__proto__' },
      { type: 'cancel', id: 'x' },
      new Map(),
      new Uint8Array(1e6),
    ]) {
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
    // Refused before the first turn of the engine's loop: such a rejection must not pass for one
    // that nobody handles.
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
