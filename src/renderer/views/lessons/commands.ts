import type { Command } from '@renderer/stores/commands'
import { useLessons } from './lesson-store'
import { usePlayer } from './player'
import { copyLink, keepInRecipe, saveState } from './share'

/** What the lessons can do without the pointer. */
export function lessonCommands(): readonly Command[] {
  const lessons = useLessons()
  const player = usePlayer()
  const undo = (): void => lessons.history.undo()
  const redo = (): void => lessons.history.redo()
  return [
    {
      id: 'lessons.undo',
      titleKey: 'lessons.actions.undo',
      shortcut: 'Mod+Z',
      view: 'lessons',
      enabled: () => lessons.history.canUndo.value,
      run: undo,
    },
    {
      id: 'lessons.redo',
      titleKey: 'lessons.actions.redo',
      shortcut: 'Shift+Mod+Z',
      view: 'lessons',
      enabled: () => lessons.history.canRedo.value,
      run: redo,
    },
    {
      id: 'lessons.redoY',
      titleKey: 'lessons.actions.redo',
      shortcut: 'Mod+Y',
      view: 'lessons',
      enabled: () => lessons.history.canRedo.value,
      run: redo,
    },
    { id: 'lessons.reset', titleKey: 'lessons.actions.reset', view: 'lessons', run: lessons.reset },
    {
      id: 'lessons.next',
      titleKey: 'lessons.actions.next',
      shortcut: ']',
      view: 'lessons',
      run: () => lessons.step(1),
    },
    {
      id: 'lessons.previous',
      titleKey: 'lessons.actions.previous',
      shortcut: '[',
      view: 'lessons',
      run: () => lessons.step(-1),
    },
    {
      id: 'lessons.copyLink',
      titleKey: 'lessons.actions.copyLink',
      shortcut: 'Shift+Mod+C',
      view: 'lessons',
      run: () => void copyLink(),
    },
    {
      id: 'lessons.save',
      titleKey: 'lessons.actions.save',
      shortcut: 'Mod+S',
      view: 'lessons',
      run: saveState,
    },
    {
      id: 'lessons.keep',
      titleKey: 'lessons.actions.keep',
      view: 'lessons',
      run: () => void keepInRecipe(),
    },
    {
      id: 'lessons.play',
      titleKey: 'lessons.player.toggle',
      shortcut: 'Space',
      view: 'lessons',
      enabled: () => player.target.value !== undefined,
      run: () => player.target.value?.toggle(),
    },
    {
      id: 'lessons.stepForward',
      titleKey: 'lessons.player.next',
      shortcut: '.',
      view: 'lessons',
      enabled: () => player.target.value !== undefined,
      run: () => player.target.value?.step(1),
    },
    {
      id: 'lessons.stepBack',
      titleKey: 'lessons.player.previous',
      shortcut: ',',
      view: 'lessons',
      enabled: () => player.target.value !== undefined,
      run: () => player.target.value?.step(-1),
    },
    { id: 'lessons.walk', titleKey: 'lessons.keys.walk', shortcut: 'ArrowRight', view: 'lessons' },
    { id: 'lessons.type', titleKey: 'lessons.keys.type', shortcut: 'Enter', view: 'lessons' },
    { id: 'lessons.letGo', titleKey: 'lessons.keys.letGo', shortcut: 'Escape', view: 'lessons' },
  ]
}
