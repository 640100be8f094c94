import fc from 'fast-check'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { desktopCalls, settingsSchema } from '../contract/desktop'
import { AppError, phrase } from '../errors'
import {
  createDesktopClient,
  createPreloadClient,
  type DesktopHandlers,
  type DesktopServed,
  serveDesktop,
  servePreload,
} from './desktop'
import { portPair } from './testing/ports'

const settings = settingsSchema.parse({})
const calls: unknown[] = []
const note =
  <T>(output: T) =>
  (input: unknown): T => {
    calls.push(input)
    return output
  }
const handlers: DesktopHandlers = {
  'app.info': note({ version: '1', electron: '2', chrome: '3', platform: 'linux', locale: 'en' }),
  'settings.get': note(settings),
  'settings.set': note(settings),
  'draft.get': note({ draft: null }),
  'draft.set': note({}),
  'text.get': note({ text: null }),
  'text.set': note({}),
  'inspect.get': note({ kept: null, contents: {} }),
  'inspect.set': note({}),
  'held.get': note({ held: null }),
  'held.set': note({}),
  'theme.get': note('light' as const),
  'engine.status': note({ state: 'ready' as const, restarts: 0 }),
  'training.interrupted': note({ run: null }),
  'engine.restart': note({}),
  'dialog.pictures': note([]),
  'dialog.model': note(null),
  'dialog.archive': note(null),
  'dialog.wheels': note([]),
  'files.opened': note({ items: [], left: 0, lessons: [] }),
  'folder.pictures': note({ pictures: [], left: 0 }),
  'camera.ask': note({ allowed: false }),
  'camera.release': note({}),
  'dialog.folder': note(null),
  'dialog.save': note({ saved: null }),
  'folder.reveal': note({}),
  'window.progress': note({}),
  notify: note({}),
}

type Desktop = ReturnType<typeof createDesktopClient>
const open: (() => void)[] = []
afterEach(() => open.splice(0).forEach((close) => close()))

function connect(
  answers: Partial<DesktopHandlers> = {},
  check?: () => void,
): { main: Desktop; served: DesktopServed } {
  const [near, far] = portPair()
  const served = serveDesktop(far, { ...handlers, ...answers }, { check })
  const main = createDesktopClient(near)
  open.push(() => main.close())
  return { main, served }
}
/** A compromised page can ask for anything. */
const ask = ({ main }: { main: Desktop }, name: unknown, input: unknown): Promise<unknown> =>
  main.call(name as 'notify', input as never)

beforeEach(() => void (calls.length = 0))

describe('dispatch', () => {
  it('hands the parsed input to the handler, and some settings are only some', async () => {
    await expect(ask(connect(), 'settings.set', { theme: 'dark' })).resolves.toEqual(settings)
    expect(calls).toEqual([{ theme: 'dark' }])
  })

  it.each([
    ['a forged name', 'shell.open', {}],
    ['a name of the prototype', '__proto__', {}],
    ['a name of Object', 'toString', {}],
    ['no name', undefined, {}],
    ['a name that is not text and can’t be converted', [{ toString: [] }], {}],
    ['a missing payload', 'settings.set', undefined],
    ['a value out of range', 'settings.set', { theme: 'pink' }],
    ['an unknown field', 'settings.set', { theme: 'dark', path: '/etc/passwd' }],
    ['an array for bytes', 'dialog.save', { name: 'x.png', bytes: [1, 2] }],
    ['a fraction above one', 'window.progress', { fraction: 2, title: null }],
    ['a call that only the preload may make', 'dropped.take', { paths: ['/etc/passwd'] }],
  ])('refuses %s', async (_what, name, input) => {
    await expect(ask(connect(), name, input)).rejects.toMatchObject({ code: 'invalid-argument' })
    expect(calls).toEqual([])
  })

  it('answers any nonsense with a code', async () => {
    const pair = connect()
    const name = fc.oneof(fc.anything(), fc.constantFrom(...Object.keys(desktopCalls)))
    await fc.assert(
      fc.asyncProperty(name, fc.anything(), async (given, input) => {
        const code = await ask(pair, given, input).then(
          () => 'answered',
          (thrown: unknown) => AppError.from(thrown).code,
        )
        expect(['answered', 'invalid-argument']).toContain(code)
      }),
    )
  })
})

describe('errors', () => {
  it('keep code, details and phrase, and lose the stack where they are unexpected', async () => {
    const full = connect({
      'draft.get': () => {
        throw new AppError('no-space', phrase`${'a'} is full.`, { file: 'a' })
      },
      'theme.get': () => {
        throw new TypeError('boom')
      },
    })
    const thrown = (name: 'draft.get' | 'theme.get') =>
      full.main.call(name, {}).catch((error: unknown) => AppError.from(error).toData())
    expect(await thrown('draft.get')).toEqual({
      code: 'no-space',
      message: 'a is full.',
      details: { file: 'a' },
      phrase: phrase`${'a'} is full.`,
    })
    expect(await thrown('theme.get')).toEqual({ code: 'internal', message: 'boom' })
  })
})

describe('what main says', () => {
  it('is checked by the contract: answers and events', async () => {
    const { main, served } = connect({ 'theme.get': () => 'pink' as 'dark' })
    await expect(main.call('theme.get', {})).rejects.toMatchObject({ code: 'internal' })
    const heard: string[] = []
    main.on('theme.changed', (theme) => heard.push(theme))
    await main.call('settings.get', {})
    served.emit('theme.changed', 'pink' as 'dark')
    served.emit('theme.changed', 'dark')
    await main.call('settings.get', {})
    expect(heard).toEqual(['dark'])
  })

  it('is neither answered nor sent to a page that is not the app’s own', async () => {
    let own = false
    const check = (): void => {
      if (!own) throw new AppError('invalid-argument', 'Not the own page.')
    }
    const { main, served } = connect({}, check)
    const heard: string[] = []
    const off = main.on('theme.changed', (theme) => heard.push(theme))
    await expect(main.call('settings.get', {})).rejects.toMatchObject({ code: 'invalid-argument' })
    expect(served.listens('theme.changed')).toBe(false)
    expect(calls).toEqual([])
    own = true
    off()
    main.on('theme.changed', (theme) => heard.push(theme))
    await main.call('settings.get', {})
    served.emit('theme.changed', 'dark')
    await main.call('settings.get', {})
    expect(heard).toEqual(['dark'])
  })
})

describe('what the preload asks', () => {
  it('is bounded: paths are texts, and a nonce is long enough not to be guessed', async () => {
    const [near, far] = portPair()
    const asked: unknown[] = []
    servePreload(far, {
      'dropped.take': ({ paths }) => {
        asked.push(paths)
        return { items: [{ token: 'token-of-a', name: 'a', kind: 'file' }], left: 0 }
      },
      'engine.connect': () => ({}),
    })
    const preload = createPreloadClient(near)
    open.push(() => preload.close())
    await expect(preload.call('dropped.take', { paths: ['/a'] })).resolves.toEqual({
      items: [{ token: 'token-of-a', name: 'a', kind: 'file' }],
      left: 0,
    })
    for (const paths of [[''], [1], 'a', Array.from({ length: 100_001 }, () => '/a')])
      await expect(
        preload.call('dropped.take', { paths: paths as string[] }),
      ).rejects.toMatchObject({ code: 'invalid-argument' })
    await expect(preload.call('engine.connect', { nonce: 'x' })).rejects.toMatchObject({
      code: 'invalid-argument',
    })
    expect(asked).toEqual([['/a']])
  })
})
