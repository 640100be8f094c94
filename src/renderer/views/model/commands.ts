import type { Command } from '@renderer/stores/commands'
import { useModelDocument } from './document/store'
import { useFileActions } from './file-actions'
import { useStepCost } from './measure'

/** What the builder can do without the pointer, wherever the focus is in it. */
export function modelCommands(): readonly Command[] {
  const store = useModelDocument()
  const files = useFileActions()
  const cost = useStepCost()
  const valid = (): boolean => store.examination.spec !== undefined
  return [
    {
      id: 'model.undo',
      titleKey: 'model.commands.undo',
      shortcut: 'Mod+Z',
      view: 'model',
      enabled: () => store.canUndo,
      run: store.undo,
    },
    {
      id: 'model.redo',
      titleKey: 'model.commands.redo',
      shortcut: 'Mod+Y',
      view: 'model',
      enabled: () => store.canRedo,
      run: store.redo,
    },
    {
      id: 'model.save',
      titleKey: 'model.commands.save',
      shortcut: 'Mod+S',
      view: 'model',
      enabled: valid,
      run: files.save,
    },
    {
      id: 'model.train',
      titleKey: 'model.commands.train',
      shortcut: 'Mod+Enter',
      view: 'model',
      enabled: valid,
      run: files.train,
    },
    { id: 'model.new', titleKey: 'model.commands.new', view: 'model', run: files.openEmpty },
    { id: 'model.open', titleKey: 'model.commands.openFile', view: 'model', run: files.openFile },
    {
      id: 'model.file',
      titleKey: 'model.commands.saveFile',
      shortcut: 'Shift+Mod+S',
      view: 'model',
      run: files.saveFile,
    },
    { id: 'model.share', titleKey: 'model.commands.share', view: 'model', run: files.share },
    {
      id: 'model.inspect',
      titleKey: 'model.commands.inspect',
      view: 'model',
      enabled: valid,
      run: files.inspect,
    },
    {
      id: 'model.fields',
      titleKey: 'model.commands.fields',
      view: 'model',
      enabled: valid,
      run: files.fields,
    },
    { id: 'model.fit', titleKey: 'model.commands.fit', view: 'model', run: files.fit },
    { id: 'model.arrange', titleKey: 'model.commands.arrange', view: 'model', run: store.arrange },
    {
      id: 'model.measure',
      titleKey: 'model.commands.measure',
      view: 'model',
      enabled: valid,
      run: cost.measure,
    },
  ]
}
