// @vitest-environment happy-dom
import { describe, expect, it } from 'vitest'
import { matchesShortcut, shortcutKeys } from './keys'

const press = (key: string, held: Partial<KeyboardEventInit> = {}): KeyboardEvent =>
  new KeyboardEvent('keydown', { key, ...held })

describe('shortcuts', () => {
  it.each([
    ['Mod+K', press('k', { ctrlKey: true }), true],
    ['Mod+K', press('k'), false],
    ['Mod+O', press('O', { ctrlKey: true, shiftKey: true }), false],
    ['Shift+Mod+O', press('O', { ctrlKey: true, shiftKey: true }), true],
    ['Space', press(' '), true],
    ['F1', press('F1'), true],
    ['3', press('3'), true],
    ['3', press('3', { altKey: true }), false],
  ])('%s', (shortcut, event, expected) => {
    expect(matchesShortcut(event, shortcut)).toBe(expected)
  })

  it('takes a sign with or without Shift, as keyboards differ in it', () => {
    expect(matchesShortcut(press('?', { shiftKey: true }), '?')).toBe(true)
    expect(matchesShortcut(press('?'), '?')).toBe(true)
  })

  it('names keys as they are labelled', () => {
    expect(shortcutKeys('Shift+Mod+ArrowLeft')).toEqual(['Ctrl', 'Shift', '←'])
  })
})
