// @vitest-environment happy-dom
import { createPinia, setActivePinia } from 'pinia'
import { beforeAll, describe, expect, it } from 'vitest'
import { menuCommandSchema } from '@shared/contract/menu'
import { installApi } from '@renderer/api'
import { fakeDesktop, fakeEngine } from '@renderer/api/testing/fake'
import { isFound, labelOf, type Command } from '@renderer/commands/command'
import { setLanguage } from '@renderer/i18n'
import { useCommands } from '@renderer/stores/commands'
import { useWorkbench } from '@renderer/stores/workbench'
import { views } from '@renderer/views'
import { frameCommands } from './commands'

beforeAll(() => {
  setActivePinia(createPinia())
  installApi({ desktop: fakeDesktop({}), engine: fakeEngine({}) })
  useCommands().register([
    ...frameCommands(),
    ...views.flatMap(({ commands }) => commands?.() ?? []),
  ])
})

/** The commands that a view can meet: everywhere's and its own. */
const inView = (view: Command['view']): readonly Command[] =>
  useCommands().commands.filter((command) => !command.view || command.view === view)
const doubles = (list: readonly string[]): readonly string[] =>
  list.filter((item, index) => list.indexOf(item) !== index)

describe.each(views.map(({ id }) => id))('the commands of %s', (view) => {
  it('have a key each that means one thing', () => {
    // Of the frame's undo and the view's own, the one whose step is the newest applies.
    const others = inView(view).filter(({ id }) => id !== 'undo')
    expect(doubles(others.flatMap(({ keys }) => keys ?? []))).toEqual([])
  })

  it('are told apart by their names, in both languages', () => {
    for (const language of ['zh', 'en'] as const) {
      setLanguage(language)
      expect(doubles(inView(view).map(labelOf))).toEqual([])
    }
  })
})

describe('commands', () => {
  it('carry out every command of the menus', () => {
    const ids = useCommands().commands.map(({ id }) => id)
    expect(menuCommandSchema.options.filter((id) => !ids.includes(id))).toEqual([])
    expect(doubles(ids)).toEqual([])
  })

  it('go back and forth by the same keys in every view that can', () => {
    const keysOf = (step: string): unknown[] =>
      useCommands()
        .commands.filter(({ id }) => id.endsWith(`.${step}`))
        .map(({ view, keys }) => [view, keys])
    const inThese = (keys: readonly string[]): unknown[] =>
      ['lessons', 'model', 'inspect', 'data'].map((view) => [view, keys])
    expect(keysOf('undo')).toEqual(inThese(['Mod+Z']))
    expect(keysOf('redo')).toEqual(inThese(['Shift+Mod+Z', 'Mod+Y']))
  })

  it('are found by every word of their name, or by others that people use', () => {
    const found = (text: string): readonly string[] =>
      useCommands()
        .commands.filter((command) => isFound(command, text))
        .map(({ id }) => id)
    expect(found('light switch')).toEqual(['toggle.theme'])
    expect(found('night')).toEqual(['toggle.theme'])
    expect(found('Preferences')).toEqual(['settings'])
    expect(found('no such thing')).toEqual([])
  })

  it('apply only in their own view, and are carried out there', () => {
    const commands = useCommands()
    const blank = commands.find('model.new')
    expect(blank && commands.applies(blank)).toBe(false)
    useWorkbench().view = 'model'
    expect(blank && commands.applies(blank)).toBe(true)
    expect(commands.runFirst(({ id }) => id === 'model.paste')).toBe(true)
    expect(commands.runFirst(({ id }) => id === 'inspect.blank')).toBe(false)
  })
})
