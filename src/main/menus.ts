import type { MenuItemConstructorOptions } from 'electron'
import type { MenuCommand } from '@shared/contract/desktop'
import type { Language } from './engine/engine-messages'
import { menuText, roleText } from './menu-text'

export interface MenuOptions {
  readonly language: Language
  readonly platform: NodeJS.Platform
  readonly developer: boolean
  readonly onCommand: (command: MenuCommand) => void
  readonly onOpenLogs: () => void
}

type Item = MenuItemConstructorOptions
const SEPARATOR: Item = { type: 'separator' }

/**
 * The native menus. Commands go to the window, which handles the same keys itself: a key that it
 * takes never reaches the menu, so nothing happens twice.
 */
export function menuTemplate({
  language,
  platform,
  developer,
  onCommand,
  onOpenLogs,
}: MenuOptions): Item[] {
  const text = menuText[language]
  const command = (label: string, name: MenuCommand, accelerator?: string): Item => ({
    id: name,
    label,
    accelerator,
    click: () => onCommand(name),
  })
  const role = (name: NonNullable<Item['role']>): Item => {
    const label = roleText[language][name]
    return label === undefined ? { role: name } : { role: name, label }
  }
  const mac = platform === 'darwin'

  return [
    ...(mac ? [{ role: 'appMenu' } satisfies Item] : []),
    {
      label: text.file,
      submenu: [
        command(text.openPictures, 'open.pictures', 'CmdOrCtrl+O'),
        command(text.openModel, 'open.model', 'CmdOrCtrl+Shift+O'),
        SEPARATOR,
        command(text.exportPicture, 'export.picture', 'CmdOrCtrl+Shift+E'),
        SEPARATOR,
        role(mac ? 'close' : 'quit'),
      ],
    },
    {
      label: text.edit,
      submenu: [
        role('undo'),
        role('redo'),
        SEPARATOR,
        role('cut'),
        role('copy'),
        role('paste'),
        role('selectAll'),
      ],
    },
    {
      label: text.view,
      submenu: [
        command(text.lessons, 'view.lessons', 'CmdOrCtrl+1'),
        command(text.model, 'view.model', 'CmdOrCtrl+2'),
        command(text.train, 'view.train', 'CmdOrCtrl+3'),
        command(text.inspect, 'view.inspect', 'CmdOrCtrl+4'),
        command(text.models, 'view.models', 'CmdOrCtrl+5'),
        command(text.fields, 'view.fields', 'CmdOrCtrl+6'),
        SEPARATOR,
        command(text.palette, 'palette', 'CmdOrCtrl+K'),
        command(text.theme, 'toggle.theme', 'CmdOrCtrl+Shift+L'),
        SEPARATOR,
        role('resetZoom'),
        role('zoomIn'),
        role('zoomOut'),
        role('togglefullscreen'),
        ...(developer
          ? [SEPARATOR, { role: 'toggleDevTools', label: text.developer } satisfies Item]
          : []),
      ],
    },
    { label: text.window, submenu: [role('minimize'), role('close')] },
    {
      label: text.help,
      submenu: [
        command(text.openHelp, 'help', 'F1'),
        { label: text.logs, click: onOpenLogs },
        ...(mac ? [] : [SEPARATOR, role('about')]),
      ],
    },
  ]
}
