import { describe, expect, it } from 'vitest'
import { menuCommandSchema } from '@shared/contract/menu'
import { menuTemplate } from './menus'

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
