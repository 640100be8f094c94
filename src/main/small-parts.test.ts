import { mkdtemp, readFile, rm, stat } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { menuCommandSchema } from '@shared/contract/desktop'
import { EngineLog } from './engine/engine-log'
import { exitCause } from './engine/engine-messages'
import { languageOf } from './language'
import { menuTemplate } from './menus'
import { PathTokens } from './tokens'
import { fitBounds, MINIMUM_SIZE } from './window-bounds'

const screen = { x: 0, y: 0, width: 1920, height: 1080 }

describe('the window’s place', () => {
  it('is kept where a screen shows it, and dropped where none does', () => {
    const kept = { x: 100, y: 50, width: 1200, height: 800, maximised: true }
    expect(fitBounds(kept, [screen])).toEqual(kept)
    expect(fitBounds({ ...kept, x: 5000 }, [screen])).toEqual({
      width: 1200,
      height: 800,
      maximised: true,
    })
    expect(fitBounds({ ...kept, x: 2000 }, [screen, { ...screen, x: 1920 }])).toMatchObject({
      x: 2000,
    })
  })

  it('is no larger than the screens and no smaller than the window allows', () => {
    expect(fitBounds({ width: 9000, height: 9000, maximised: false }, [screen])).toMatchObject({
      width: 1920,
      height: 1080,
    })
    expect(fitBounds({ width: 200, height: 200, maximised: false }, [screen])).toMatchObject(
      MINIMUM_SIZE,
    )
  })
})

describe('the engine’s log', () => {
  it('stays bounded and keeps the newest', async () => {
    const folder = await mkdtemp(join(tmpdir(), 'convscope-'))
    const path = join(folder, 'logs', 'engine.log')
    const log = new EngineLog(path)
    for (let part = 0; part < 30; part++) log.write('x'.repeat(100_000))
    log.write('last line')
    await log.settled()
    expect((await stat(path)).size).toBeLessThanOrEqual(1_000_000)
    expect((await stat(`${path}.1`)).size).toBeLessThanOrEqual(1_000_000)
    await expect(readFile(path, 'utf8')).resolves.toMatch(/last line$/)
    await rm(folder, { recursive: true })
  })
})

describe('tokens', () => {
  it('tell the window a name, and the engine the path', () => {
    const told: string[][] = []
    const tokens = new PathTokens((token, path) => told.push([token, path]))
    const chosen = tokens.register('/home/someone/boot.png')
    expect(chosen).toEqual({
      token: expect.stringMatching(/^[0-9a-f]{32}$/) as string,
      name: 'boot.png',
    })
    expect(told).toEqual([[chosen.token, '/home/someone/boot.png']])
    expect([...tokens.all()]).toEqual(told)
  })

  it('are forgotten, oldest first, before they fill memory', () => {
    const tokens = new PathTokens(() => {})
    for (let file = 0; file < 5_000; file++) tokens.register(`/f/${file}`)
    const paths = [...tokens.all()].map(([, path]) => path)
    expect(paths).toHaveLength(4096)
    expect(paths.at(-1)).toBe('/f/4999')
  })
})

describe('menus', () => {
  const template = (language: 'en' | 'zh', developer: boolean): ReturnType<typeof menuTemplate> =>
    menuTemplate({
      language,
      platform: 'linux',
      developer,
      onCommand: () => {},
      onOpenLogs: () => {},
    })

  it('offer every command of the contract once', () => {
    const ids = template('en', false)
      .flatMap(({ submenu }) => (Array.isArray(submenu) ? submenu.map(({ id }) => id) : []))
      .filter(Boolean)
    expect([...ids].sort()).toEqual([...menuCommandSchema.options].sort())
  })

  it('are in Chinese where the user reads Chinese, roles included', () => {
    const items = template('zh', true).flatMap(({ label, submenu }) => [
      label,
      ...(Array.isArray(submenu) ? submenu : [])
        .filter(({ type }) => type !== 'separator')
        .map(({ label: own }) => own),
    ])
    expect(items.filter((label) => !/[\u4e00-\u9fff]/.test(label ?? ''))).toEqual([])
  })

  it('have no two commands on one key', () => {
    const keys = template('en', true)
      .flatMap(({ submenu }) =>
        Array.isArray(submenu) ? submenu.map(({ accelerator }) => accelerator) : [],
      )
      .filter(Boolean)
    expect(new Set(keys).size).toBe(keys.length)
  })
})

describe('words', () => {
  it('name the signal or the exit code', () => {
    expect(exitCause({ code: 9, reason: 'killed' }, 'en')).toBe('SIGKILL (signal 9)')
    expect(exitCause({ code: 1, reason: 'abnormal-exit' }, 'en')).toBe('exit code 1')
    expect(exitCause({ code: 6, reason: 'crashed' }, 'zh')).toBe('SIGABRT（信号 6）')
  })

  it('follow the user’s language, else the system’s', () => {
    expect([
      languageOf('system', 'zh-CN'),
      languageOf('system', 'de'),
      languageOf('en', 'zh-CN'),
      languageOf('zh', 'en'),
    ]).toEqual(['zh', 'en', 'en', 'zh'])
  })
})
