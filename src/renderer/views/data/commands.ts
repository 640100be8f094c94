import { FolderPlus, Stethoscope } from '@lucide/vue'
import { historyCommands } from '@renderer/commands/history'
import { inView, type Command } from '@renderer/commands/command'
import { useDataActions } from './actions'
import { useAsideSteps } from './aside-steps'
import { useDataView } from './data-view'

/** What Data can do without the pointer. */
export function dataCommands(): readonly Command[] {
  const actions = useDataActions()
  const view = useDataView()
  const steps = useAsideSteps()
  return [
    {
      id: 'data.import',
      label: 'data.importSet',
      short: 'data.import',
      keywords: ['dataset', 'folder', 'pictures', '文件夹', '图片'],
      icon: FolderPlus,
      run: actions.chooseImport,
    },
    ...inView('data', [
      {
        id: 'data.check',
        label: 'data.check.start',
        keywords: ['doctor', 'duplicates', 'leaks', '重复', '泄漏'],
        icon: Stethoscope,
        keys: ['Mod+Enter'],
        enabled: () => view.selected?.state === 'ready',
        run: () => {
          if (view.selected) void actions.check(view.selected)
        },
      },
    ]),
    ...historyCommands({
      view: 'data',
      undo: { label: 'data.aside.undo', short: 'common.undo' },
      redo: { label: 'data.aside.redo', short: 'common.redo' },
      history: () => steps,
    }),
  ]
}
