import type { MenuItemConstructorOptions } from 'electron'
import { MENU_COMMANDS, type MenuCommand } from '@shared/contract/menu'
import type { Language } from '@shared/language'
import { menuText, roleText } from './menu-text'

export interface MenuOptions {
  readonly language: Language
  readonly platform: NodeJS.Platform
  readonly developer: boolean
  readonly onCommand: (command: MenuCommand) => void
  readonly onOpenLogs: () => void
}

type Item = MenuItemConstructorOptions

/** As Electron writes keys. A bare sign or digit is no key for a menu: it would be typed nowhere. */
const acceleratorOf = (name: MenuCommand): string | undefined =>
  MENU_COMMANDS[name].keys.find((key) => /^F\d+$|Mod\+/.test(key))?.replace('Mod', 'CmdOrCtrl')

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
  const command = (name: MenuCommand): Item => ({
    id: name,
    label: MENU_COMMANDS[name].label[language],
    accelerator: acceleratorOf(name),
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
        command('open.pictures'),
        command('open.model'),
        SEPARATOR,
        command('export.picture'),
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
        command('view.lessons'),
        command('view.model'),
        command('view.train'),
        command('view.inspect'),
        command('view.models'),
        command('view.fields'),
        SEPARATOR,
        command('palette'),
        command('toggle.theme'),
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
        command('help'),
        { label: text.logs, click: onOpenLogs },
        ...(mac ? [] : [SEPARATOR, role('about')]),
      ],
    },
  ]
}
