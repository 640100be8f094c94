import {
  Boxes,
  Command as CommandIcon,
  FolderOpen,
  Keyboard,
  Languages,
  RefreshCw,
  Settings2,
  SunMoon,
  Trash2,
  Undo2,
} from '@lucide/vue'
import { useImports } from '@renderer/actions/imports'
import { desktop } from '@renderer/api'
import { menuCommand, type Command } from '@renderer/commands/command'
import { useCommands } from '@renderer/stores/commands'
import { useEngine } from '@renderer/stores/engine'
import { useFrameState } from '@renderer/stores/frame'
import { useMessages } from '@renderer/stores/messages'
import { useSettings } from '@renderer/stores/settings'
import { useTakeBack } from '@renderer/stores/take-back'
import { useWorkbench } from '@renderer/stores/workbench'
import { views } from '@renderer/views'

/** One command a view, in the rail's order. */
const viewCommands = (): readonly Command[] =>
  views.map(({ id, icon }) => ({
    ...menuCommand(`view.${id}`),
    icon,
    run: () => useWorkbench().show(id),
  }))

/** Opening what lies on the disk. */
function openingCommands(): readonly Command[] {
  const messages = useMessages()
  const imports = useImports()
  const choosePictures = async (): Promise<void> =>
    imports.openPictures(await desktop().call('dialog.pictures', {}))
  return [
    {
      ...menuCommand('open.pictures'),
      keywords: ['image', 'photo', 'png', 'jpeg', '图像'],
      icon: FolderOpen,
      run: () => void messages.attempt(choosePictures),
    },
    {
      ...menuCommand('open.model'),
      keywords: ['network', 'open', 'weights', '网络', '打开'],
      icon: Boxes,
      run: () => void messages.attempt(imports.chooseModel),
    },
  ]
}

/** The frame's own dialogs and settings. */
function ownCommands(): readonly Command[] {
  const settings = useSettings()
  const messages = useMessages()
  const frame = useFrameState()
  return [
    { ...menuCommand('palette'), icon: CommandIcon, run: () => (frame.palette = true) },
    {
      ...menuCommand('help'),
      keywords: ['help', 'keys', '帮助', '按键'],
      icon: Keyboard,
      run: () => (frame.help = true),
    },
    {
      id: 'settings',
      label: 'frame.settings.title',
      keywords: ['preferences', 'options', '选项', '偏好'],
      icon: Settings2,
      keys: ['Mod+,'],
      run: () => (frame.settings = true),
    },
    {
      id: 'trash',
      label: 'frame.trash.open',
      short: 'frame.trash.title',
      keywords: ['deleted', 'restore', 'empty', '已删除', '恢复', '清空'],
      icon: Trash2,
      run: () => (frame.trash = true),
    },
    {
      ...menuCommand('toggle.theme'),
      keywords: ['theme', 'night', 'colours', '主题', '夜间'],
      icon: SunMoon,
      run: () => void messages.attempt(settings.toggleTheme),
    },
    {
      id: 'toggle.language',
      label: 'frame.commands.switchLanguage',
      keywords: ['language', 'english', 'chinese', '语言'],
      icon: Languages,
      run: () => void messages.attempt(settings.toggleLanguage),
    },
    {
      id: 'engine.restart',
      label: 'frame.commands.restartEngine',
      keywords: ['tensorflow', 'crash', '崩溃'],
      icon: RefreshCw,
      run: () => void useEngine().restart(),
    },
  ]
}

/** What was done last is taken back: by the view's own history, or what a message offered. */
function undoCommand(): Command {
  const [takeBack, commands, workbench] = [useTakeBack(), useCommands(), useWorkbench()]
  const isTyping = (): boolean =>
    document.activeElement?.matches('input, textarea, [contenteditable=true]') ?? false
  return {
    id: 'undo',
    label: 'frame.commands.undo',
    keywords: ['undo', 'trash', 'restore', '撤销', '恢复'],
    icon: Undo2,
    keys: ['Mod+Z'],
    enabled: () =>
      !isTyping() && takeBack.turn > (commands.find(`${workbench.view}.undo`)?.turn?.() ?? 0),
    run: takeBack.runLast,
  }
}

/** Commands that work in every view. */
export const frameCommands = (): readonly Command[] => [
  ...viewCommands(),
  ...openingCommands(),
  ...ownCommands(),
  undoCommand(),
]
