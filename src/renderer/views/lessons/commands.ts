import { BookmarkPlus, Download, Link, RotateCcw } from '@lucide/vue'
import { inView, type Command } from '@renderer/commands/command'
import { historyCommands } from '@renderer/commands/history'
import { useLessons } from './lesson-store'
import { usePlayer } from './player'
import { copyLink, keepInRecipe, saveState } from './share'

/** Undo, redo and the ways to take a state along. */
function stateCommands(): readonly Command[] {
  const lessons = useLessons()
  return [
    ...historyCommands({
      view: 'lessons',
      undo: { label: 'common.undo' },
      redo: { label: 'common.redo' },
      history: () => lessons.history,
    }),
    ...inView('lessons', [
      { id: 'lessons.reset', label: 'lessons.actions.reset', icon: RotateCcw, run: lessons.reset },
      {
        id: 'lessons.copyLink',
        label: 'lessons.actions.copyLink',
        keywords: ['share', '分享'],
        icon: Link,
        keys: ['Shift+Mod+C'],
        run: () => void copyLink(),
      },
      {
        id: 'lessons.save',
        label: 'lessons.actions.save',
        icon: Download,
        keys: ['Mod+S'],
        run: saveState,
      },
      {
        id: 'lessons.keep',
        label: 'lessons.actions.keep',
        icon: BookmarkPlus,
        run: () => void keepInRecipe(),
      },
    ]),
  ]
}

function playerCommands(): readonly Command[] {
  const player = usePlayer()
  const enabled = (): boolean => player.target !== undefined
  return inView('lessons', [
    {
      id: 'lessons.play',
      label: 'lessons.player.toggle',
      keys: ['Space'],
      enabled,
      run: () => player.target?.toggle(),
    },
    {
      id: 'lessons.stepForward',
      label: 'lessons.player.next',
      keys: ['.'],
      enabled,
      run: () => player.target?.step(1),
    },
    {
      id: 'lessons.stepBack',
      label: 'lessons.player.previous',
      keys: [','],
      enabled,
      run: () => player.target?.step(-1),
    },
  ])
}

/** What the lessons can do without the pointer. */
export function lessonCommands(): readonly Command[] {
  const lessons = useLessons()
  return [
    ...stateCommands(),
    ...inView('lessons', [
      {
        id: 'lessons.next',
        label: 'lessons.actions.next',
        keys: [']'],
        run: () => lessons.step(1),
      },
      {
        id: 'lessons.previous',
        label: 'lessons.actions.previous',
        keys: ['['],
        run: () => lessons.step(-1),
      },
    ]),
    ...playerCommands(),
    ...inView('lessons', [
      { id: 'lessons.walk', label: 'lessons.keys.walk', keys: ['ArrowRight'] },
      { id: 'lessons.type', label: 'lessons.keys.type', keys: ['Enter'] },
      { id: 'lessons.letGo', label: 'lessons.keys.letGo', keys: ['Escape'] },
    ]),
  ]
}
