import { desktop } from '@renderer/api'
import { useFrameState } from '@renderer/stores/frame'
import { useImports } from '@renderer/actions/imports'
import type { Command } from '@renderer/stores/commands'
import { useEngine } from '@renderer/stores/engine'
import { useMessages } from '@renderer/stores/messages'
import { useSettings } from '@renderer/stores/settings'
import { useWorkbench, viewKey } from '@renderer/stores/workbench'
import { views } from '@renderer/views'

/** Commands that work in every view: one a view in the rail's order, then the frame's own. */
export function frameCommands(): readonly Command[] {
  const workbench = useWorkbench()
  const settings = useSettings()
  const messages = useMessages()
  const frame = useFrameState()
  const imports = useImports()

  const switching = views.map((view): Command => ({
    id: `view.${view.id}`,
    titleKey: view.titleKey,
    shortcut: viewKey(view.id),
    menu: `view.${view.id}`,
    run: () => workbench.show(view.id),
  }))
  const choose = async (): Promise<void> =>
    imports.openPictures(await desktop().call('dialog.pictures', {}))
  const chooseModel = async (): Promise<void> => {
    const chosen = await desktop().call('dialog.model', {})
    if (chosen) await imports.importModel(chosen)
  }

  return [
    ...switching,
    {
      id: 'open.pictures',
      titleKey: 'frame.commands.openPictures',
      shortcut: 'Mod+O',
      menu: 'open.pictures',
      run: () => void messages.attempt(choose),
    },
    {
      id: 'open.model',
      titleKey: 'frame.commands.openModel',
      shortcut: 'Shift+Mod+O',
      menu: 'open.model',
      run: () => void messages.attempt(chooseModel),
    },
    {
      id: 'palette',
      titleKey: 'frame.commands.palette',
      shortcut: 'Mod+K',
      menu: 'palette',
      run: () => (frame.palette.value = true),
    },
    {
      id: 'help',
      titleKey: 'frame.commands.help',
      shortcut: 'F1',
      menu: 'help',
      run: () => (frame.help.value = true),
    },
    {
      id: 'help.sign',
      titleKey: 'frame.commands.help',
      shortcut: '?',
      run: () => (frame.help.value = true),
    },
    {
      id: 'settings',
      titleKey: 'frame.commands.settings',
      shortcut: 'Mod+,',
      run: () => (frame.settings.value = true),
    },
    {
      id: 'toggle.theme',
      titleKey: 'frame.commands.toggleTheme',
      shortcut: 'Shift+Mod+L',
      menu: 'toggle.theme',
      run: () => void messages.attempt(settings.toggleTheme),
    },
    {
      id: 'toggle.language',
      titleKey: 'frame.commands.switchLanguage',
      run: () => void messages.attempt(settings.toggleLanguage),
    },
    {
      id: 'engine.restart',
      titleKey: 'frame.commands.restartEngine',
      run: () => void useEngine().restart(),
    },
  ]
}
