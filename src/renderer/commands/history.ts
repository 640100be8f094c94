import { Redo2, Undo2 } from '@lucide/vue'
import type { Command } from './command'

type Named = Pick<Command, 'label' | 'short'>

interface Steps {
  readonly view: NonNullable<Command['view']>
  readonly undo: Named
  readonly redo: Named
  /** What is gone back in now; nothing where nothing has been done. */
  readonly history: () =>
    | {
        readonly canUndo: boolean
        readonly canRedo: boolean
        /** When the step was made that undo takes back. */
        readonly turn: number
        readonly undo: () => void
        readonly redo: () => void
      }
    | undefined
}

/** Undo and redo of a view: with the same keys in all of them. */
export const historyCommands = ({ view, undo, redo, history }: Steps): readonly Command[] => [
  {
    ...undo,
    id: `${view}.undo`,
    icon: Undo2,
    keys: ['Mod+Z'],
    view,
    enabled: () => history()?.canUndo ?? false,
    turn: () => history()?.turn ?? 0,
    run: () => history()?.undo(),
  },
  {
    ...redo,
    id: `${view}.redo`,
    icon: Redo2,
    keys: ['Shift+Mod+Z', 'Mod+Y'],
    view,
    enabled: () => history()?.canRedo ?? false,
    run: () => history()?.redo(),
  },
]
