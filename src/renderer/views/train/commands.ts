import { useRunActions } from '@renderer/actions/run-actions'
import type { Command } from '@renderer/stores/commands'
import { canResume } from '@renderer/stores/runs/runs'
import { useRecipeForm } from './recipe-store'
import { useRunSelection } from '@renderer/stores/runs/selection'
import { useStart } from './start'

/** What Train can do without the pointer. */
export function trainCommands(): readonly Command[] {
  const selection = useRunSelection()
  const actions = useRunActions()
  const form = useRecipeForm()
  const { start, reason } = useStart()
  const state = (): string | undefined => selection.selected?.state
  const onSelected =
    (action: (run: NonNullable<typeof selection.selected>) => void) => (): void => {
      if (selection.selected) action(selection.selected)
    }

  return [
    {
      id: 'train.start',
      titleKey: 'train.actions.start',
      shortcut: 'Mod+Enter',
      view: 'train',
      enabled: () => reason.value === undefined,
      run: start,
    },
    {
      id: 'train.toggle',
      titleKey: 'train.actions.toggle',
      shortcut: 'Space',
      view: 'train',
      enabled: () =>
        state() === 'running' ||
        (selection.selected !== undefined && canResume(selection.selected)),
      run: onSelected((run) => actions.toggle(run)),
    },
    {
      id: 'train.step',
      titleKey: 'train.actions.step',
      shortcut: '.',
      view: 'train',
      enabled: () => state() === 'paused',
      run: onSelected(actions.step),
    },
    {
      id: 'train.stop',
      titleKey: 'train.actions.stop',
      view: 'train',
      enabled: () => state() === 'running' || state() === 'paused',
      run: onSelected(actions.stop),
    },
    { id: 'train.reset', titleKey: 'train.recipe.reset', view: 'train', run: form.reset },
  ]
}
