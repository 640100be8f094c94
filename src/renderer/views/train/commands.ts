import { Play, RotateCcw, Square, StepForward } from '@lucide/vue'
import { useRunActions } from '@renderer/actions/run-actions'
import { inView, type Command } from '@renderer/commands/command'
import { canResume } from '@renderer/stores/runs/runs'
import { useRunSelection } from '@renderer/stores/runs/selection'
import { resetRecipe } from './replace'
import { useStart } from './start'

/** What can be done to the selected run. */
function runCommands(): readonly Command[] {
  const selection = useRunSelection()
  const actions = useRunActions()
  const state = (): string | undefined => selection.selected?.state
  const onSelected =
    (action: (run: NonNullable<typeof selection.selected>) => void) => (): void => {
      if (selection.selected) action(selection.selected)
    }
  return inView('train', [
    {
      id: 'train.toggle',
      label: 'train.actions.toggle',
      keys: ['Space'],
      enabled: () =>
        state() === 'running' ||
        (selection.selected !== undefined && canResume(selection.selected)),
      run: onSelected((run) => actions.toggle(run)),
    },
    {
      id: 'train.step',
      label: 'train.actions.step',
      icon: StepForward,
      keys: ['.'],
      enabled: () => state() === 'paused',
      run: onSelected(actions.step),
    },
    {
      id: 'train.stop',
      label: 'common.stop',
      icon: Square,
      enabled: () => state() === 'running' || state() === 'paused',
      run: onSelected(actions.stop),
    },
  ])
}

/** What Train can do without the pointer. */
export function trainCommands(): readonly Command[] {
  const { start, reason } = useStart()
  return [
    ...inView('train', [
      {
        id: 'train.start',
        label: 'train.actions.start',
        keywords: ['fit', 'run', '运行'],
        icon: Play,
        keys: ['Mod+Enter'],
        enabled: () => reason.value === undefined,
        run: start,
      },
    ]),
    ...runCommands(),
    ...inView('train', [
      {
        id: 'train.reset',
        label: 'train.recipe.reset',
        icon: RotateCcw,
        run: resetRecipe,
      },
    ]),
  ]
}
