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

/** Electron's form of a command's keys. A bare sign or digit can't be a menu's key. */
const acceleratorOf = (name: MenuCommand): string | undefined =>
  MENU_COMMANDS[name].keys.find((key) => /^F\d+$|Mod\+/.test(key))?.replace('Mod', 'CmdOrCtrl')

const SEPARATOR: Item = { type: 'separator' }

/** Makes the items of the menus in one language. */
interface Items {
  readonly command: (name: MenuCommand) => Item
  readonly role: (name: NonNullable<Item['role']>) => Item
}

const itemsOf = ({ language, onCommand }: MenuOptions): Items => ({
  command: (name) => ({
    id: name,
    label: MENU_COMMANDS[name].label[language],
    accelerator: acceleratorOf(name),
    click: () => onCommand(name),
  }),
  role: (name) => {
    const label = roleText[language][name]
    return label === undefined ? { role: name } : { role: name, label }
  },
})

const fileItems = ({ command, role }: Items, mac: boolean): Item[] => [
  command('open.pictures'),
  command('open.model'),
  SEPARATOR,
  command('export.picture'),
  SEPARATOR,
  role(mac ? 'close' : 'quit'),
]

const editItems = ({ role }: Items): Item[] => [
  role('undo'),
  role('redo'),
  SEPARATOR,
  role('cut'),
  role('copy'),
  role('paste'),
  role('selectAll'),
]

const viewItems = ({ command, role }: Items): Item[] => [
  command('view.lessons'),
  command('view.model'),
  command('view.train'),
  command('view.inspect'),
  command('view.models'),
  command('view.fields'),
  command('view.data'),
  SEPARATOR,
  command('palette'),
  command('toggle.theme'),
  SEPARATOR,
  role('resetZoom'),
  role('zoomIn'),
  role('zoomOut'),
  role('togglefullscreen'),
]

/**
 * The native menus. Commands go to the window, which handles the same keys itself: a key that it
 * takes never reaches the menu, so nothing happens twice.
 */
export function menuTemplate(options: MenuOptions): Item[] {
  const { language, platform, developer, onOpenLogs } = options
  const text = menuText[language]
  const items = itemsOf(options)
  const mac = platform === 'darwin'
  const developerItems: Item[] = developer
    ? [SEPARATOR, { role: 'toggleDevTools', label: text.developer }]
    : []
  return [
    ...(mac ? [{ role: 'appMenu' } satisfies Item] : []),
    { label: text.file, submenu: fileItems(items, mac) },
    { label: text.edit, submenu: editItems(items) },
    { label: text.view, submenu: [...viewItems(items), ...developerItems] },
    { label: text.window, submenu: [items.role('minimize'), items.role('close')] },
    {
      label: text.help,
      submenu: [
        items.command('help'),
        { label: text.logs, click: onOpenLogs },
        ...(mac ? [] : [SEPARATOR, items.role('about')]),
      ],
    },
  ]
}
