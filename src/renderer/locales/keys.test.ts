import { describe, expect, it } from 'vitest'
import type { MessageTree } from './types'
import { en } from './en'

const WINDOW = import.meta.glob<string>(
  ['../**/*.{ts,vue}', '!../locales/**', '!**/*.test.ts', '!**/testing/**'],
  { query: '?raw', import: 'default', eager: true },
)
/** What is said of networks by the window and the command line; its keys begin below `model`. */
const NETWORK = import.meta.glob<string>(['../../shared/model/words/*.ts', '!**/*.test.ts'], {
  query: '?raw',
  import: 'default',
  eager: true,
})
/** Where the values stand that fill a place of a composed key. */
const SHARED = import.meta.glob<string>(['../../shared/**/*.ts', '!**/*.test.ts'], {
  query: '?raw',
  import: 'default',
  eager: true,
})

const flat = (tree: MessageTree, path = ''): readonly string[] =>
  Object.entries(tree).flatMap(([key, value]) =>
    typeof value === 'string' ? [path + key] : flat(value, `${path}${key}.`),
  )
const keys = flat(en)
const areas = new Set(Object.keys(en))
const areaOf = (key: string): string => key.split('.')[0] ?? ''

/** Whole keys: 'train.actions.start'. */
const wholeKeys = (source: string): readonly string[] =>
  [...source.matchAll(/'(\w+(?:\.[\w-]+)+)'/g)].map(([, key]) => key ?? '')
/** Keys with places: `train.curves.${metric}`. */
const composedKeys = (source: string): readonly string[] =>
  [...source.matchAll(/`(\w+\.[^`\s]*\$\{[^`\s]+)`/g)].map(([, key]) => key ?? '')

const sources = (files: Readonly<Record<string, string>>): string => Object.values(files).join('\n')
const [ofWindow, ofNetworks] = [sources(WINDOW), sources(NETWORK)]
const whole = new Set([
  ...wholeKeys(ofWindow),
  ...wholeKeys(ofNetworks).map((key) => `model.${key}`),
])
/** `model.${key}` hands on the keys of `ofNetworks`, which are looked for one by one. */
const HANDED_ON = 'model.${key}'
const composed = [
  ...composedKeys(ofWindow).filter((key) => key !== HANDED_ON && areas.has(areaOf(key))),
  ...composedKeys(ofNetworks).map((key) => `model.${key}`),
].map(
  (key) =>
    new RegExp(
      `^${key
        .split(/\$\{[^}]*\}/)
        .map((part) => part.replaceAll('.', '\\.'))
        .join('([\\w-]+)')}$`,
    ),
)
const values = new Set((ofWindow + sources(SHARED)).match(/\w+(?:-\w+)*/g))

const isUsed = (key: string): boolean =>
  whole.has(key) ||
  composed.some((form) => {
    const filled = form.exec(key)
    return filled?.slice(1).every((value) => values.has(value)) ?? false
  })

describe('text keys', () => {
  it('are found in the sources, whole and composed', () => {
    expect(whole.size).toBeGreaterThan(800)
    expect(composed.length).toBeGreaterThan(60)
  })

  it('are all used', () => {
    expect(keys.filter((key) => !isUsed(key))).toEqual([])
  })

  it('exist where the window asks for them', () => {
    const known = new Set(keys)
    const asked = [...ofWindow.matchAll(/\bt\(\s*'([^']+)'/g)].map(([, key]) => key ?? '')
    expect(asked.filter((key) => !known.has(key))).toEqual([])
    expect(
      composed.filter((form) => !keys.some((key) => form.test(key))).map(({ source }) => source),
    ).toEqual([])
  })
})
