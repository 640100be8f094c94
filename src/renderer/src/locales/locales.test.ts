import { describe, expect, it } from 'vitest'
import type { MessageTree } from '@renderer/i18n/types'
import { en } from './en'
import { zh } from './zh'

const flat = (tree: MessageTree, path = ''): readonly (readonly [string, string])[] =>
  Object.entries(tree).flatMap(([key, value]) => (typeof value === 'string' ? [[path + key, value] as const] : flat(value, `${path}${key}.`)))

const english = new Map(flat(en))
const chinese = new Map(flat(zh))
const places = (text: string): string[] => [...new Set([...text.matchAll(/\{(\w+)\}/g)].map(([, name]) => name ?? ''))].sort()

describe('English and Chinese', () => {
  it('have the same keys', () => {
    expect([...chinese.keys()].sort()).toEqual([...english.keys()].sort())
  })

  it('fill the same places', () => {
    for (const [key, text] of english) expect([key, places(chinese.get(key) ?? '').filter((name) => name !== 'n')]).toEqual([key, places(text).filter((name) => name !== 'n')])
  })

  it('leave no text empty', () => {
    for (const [key, text] of [...english, ...chinese]) expect([key, text.trim()]).not.toEqual([key, ''])
  })
})
