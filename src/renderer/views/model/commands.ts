import {
  BookmarkPlus,
  ClipboardPaste,
  Download,
  FilePlus,
  FolderOpen,
  GraduationCap,
  LayoutGrid,
  Microscope,
  Scaling,
  ScanSearch,
  Share2,
  Timer,
} from '@lucide/vue'
import { inView, type Command } from '@renderer/commands/command'
import { historyCommands } from '@renderer/commands/history'
import { useModelDocument } from './document/store'
import { useFileActions } from './file-actions'
import { useFit } from './fit'
import { useHandingOn } from './hand-on'
import { useStepCost } from './measure'
import { useSetup } from './setup'

/** Where the network comes from and where it is kept. */
function fileCommands(): readonly Command[] {
  const files = useFileActions()
  return inView('model', [
    {
      id: 'model.new',
      label: 'model.new',
      keywords: ['empty'],
      icon: FilePlus,
      run: files.openEmpty,
    },
    {
      id: 'model.open',
      label: 'model.commands.openFile',
      short: 'model.openFile',
      icon: FolderOpen,
      run: files.openFile,
    },
    {
      id: 'model.paste',
      label: 'model.paste',
      icon: ClipboardPaste,
      run: () => (useSetup().pasting = true),
    },
    {
      id: 'model.file',
      label: 'model.commands.saveFile',
      short: 'model.saveFile',
      keywords: ['json', 'download'],
      icon: Download,
      keys: ['Shift+Mod+S'],
      run: files.saveFile,
    },
    {
      id: 'model.share',
      label: 'model.commands.share',
      short: 'model.share',
      icon: Share2,
      run: files.share,
    },
  ])
}

/** What a network is handed to, once it can be computed. */
function handingOnCommands(): readonly Command[] {
  const network = useHandingOn()
  const store = useModelDocument()
  const enabled = (): boolean => store.spec !== undefined
  const trainable = (): boolean => (store.resolved?.classes ?? 0) > 0
  return inView('model', [
    {
      id: 'model.save',
      label: 'model.commands.save',
      short: 'model.save',
      icon: BookmarkPlus,
      keys: ['Mod+S'],
      enabled,
      run: network.save,
    },
    {
      id: 'model.train',
      label: 'model.commands.train',
      short: 'model.train',
      icon: GraduationCap,
      keys: ['Mod+Enter'],
      enabled: trainable,
      run: network.train,
    },
    {
      id: 'model.inspect',
      label: 'model.commands.inspect',
      short: 'model.inspect',
      icon: Microscope,
      enabled,
      run: network.inspect,
    },
    {
      id: 'model.fields',
      label: 'model.commands.fields',
      short: 'model.fields',
      icon: ScanSearch,
      enabled,
      run: network.fields,
    },
    {
      id: 'model.measure',
      label: 'model.commands.measure',
      icon: Timer,
      enabled,
      run: useStepCost().measure,
    },
  ])
}

/** What the builder can do without the pointer, wherever the focus is in it. */
export function modelCommands(): readonly Command[] {
  const store = useModelDocument()
  return [
    ...historyCommands({
      view: 'model',
      undo: { label: 'model.commands.undo', short: 'common.undo' },
      redo: { label: 'model.commands.redo', short: 'common.redo' },
      history: () => store,
    }),
    ...handingOnCommands(),
    ...fileCommands(),
    ...inView('model', [
      {
        id: 'model.fit',
        label: 'model.commands.fit',
        short: 'model.fit',
        icon: Scaling,
        run: useFit(),
      },
      {
        id: 'model.arrange',
        label: 'model.commands.arrange',
        short: 'model.graph.arrange',
        icon: LayoutGrid,
        run: store.arrange,
      },
    ]),
  ]
}
