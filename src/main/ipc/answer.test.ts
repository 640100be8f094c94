import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { desktopCalls, settingsSchema } from '@shared/contract/desktop'
import { AppError } from '@shared/errors'
import { asAnswer, checkFrame, type DesktopHandlers, dispatch } from './answer'

const settings = settingsSchema.parse({})
const calls: unknown[][] = []
const note =
  <T>(output: T) =>
  (...values: unknown[]): T => {
    calls.push(values)
    return output
  }
const handlers: DesktopHandlers<string> = {
  'app.info': note({ version: '1', electron: '2', chrome: '3', platform: 'linux', locale: 'en' }),
  'settings.get': note(settings),
  'settings.set': note(settings),
  'draft.get': note({ draft: null }),
  'draft.set': note({}),
  'inspect.get': note({ kept: null, contents: {} }),
  'inspect.set': note({}),
  'held.get': note({ held: null }),
  'held.set': note({}),
  'theme.get': note('light' as const),
  'engine.status': note({ state: 'ready' as const, restarts: 0 }),
  'engine.restart': note({}),
  'dialog.pictures': note([]),
  'dialog.model': note(null),
  'dialog.folder': note(null),
  'dialog.save': note({ saved: null }),
  'window.progress': note({}),
  notify: note({}),
}
const ask = (name: unknown, input: unknown): ReturnType<typeof asAnswer> =>
  asAnswer(() => dispatch(handlers, name, input, 'window'))

describe('dispatch', () => {
  it('hands the parsed input and the sender to the handler, and some settings are only some', async () => {
    calls.length = 0
    await expect(ask('settings.set', { theme: 'dark' })).resolves.toEqual({
      ok: true,
      output: settings,
    })
    expect(calls).toEqual([[{ theme: 'dark' }, 'window']])
  })

  it.each([
    ['a forged name', 'shell.open', {}],
    ['a name of the prototype', '__proto__', {}],
    ['a name of Object', 'toString', {}],
    ['no name', undefined, {}],
    ['a name that is no text and can’t become one', [{ toString: [] }], {}],
    ['a missing payload', 'settings.set', undefined],
    ['a value out of range', 'settings.set', { theme: 'pink' }],
    ['an unknown field', 'settings.set', { theme: 'dark', path: '/etc/passwd' }],
    ['an array for bytes', 'dialog.save', { name: 'x.png', bytes: [1, 2] }],
    ['a fraction above one', 'window.progress', { fraction: 2, title: null }],
  ])('refuses %s', async (_what, name, input) => {
    calls.length = 0
    await expect(ask(name, input)).resolves.toMatchObject({
      ok: false,
      error: { code: 'invalid-argument' },
    })
    expect(calls).toEqual([])
  })

  it('answers any nonsense with a code', async () => {
    const name = fc.oneof(fc.anything(), fc.constantFrom(...Object.keys(desktopCalls)))
    await fc.assert(
      fc.asyncProperty(name, fc.anything(), async (given, input) => {
        const answer = await ask(given, input)
        expect(answer.ok || answer.error.code === 'invalid-argument').toBe(true)
      }),
    )
  })
})

describe('errors', () => {
  it('keep code and details, and lose the stack where they were not foreseen', async () => {
    await expect(
      asAnswer(() => {
        throw new AppError('no-space', 'Full.', { file: 'a' })
      }),
    ).resolves.toEqual({
      ok: false,
      error: { code: 'no-space', message: 'Full.', details: { file: 'a' } },
    })
    await expect(
      asAnswer(() => {
        throw new TypeError('boom')
      }),
    ).resolves.toEqual({ ok: false, error: { code: 'internal', message: 'boom' } })
  })
})

describe('senders', () => {
  const own = (url: string): boolean => url.startsWith('app://convscope/')
  it('must be the top frame of the app’s own page', () => {
    expect(() => checkFrame({ url: 'app://convscope/index.html', parent: null }, own)).not.toThrow()
    expect(() => checkFrame({ url: 'app://convscope/index.html', parent: {} }, own)).toThrow(
      AppError,
    )
    expect(() => checkFrame({ url: 'https://example.com/', parent: null }, own)).toThrow(AppError)
    expect(() => checkFrame(null, own)).toThrow(AppError)
  })
})
