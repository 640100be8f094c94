import type { Component } from 'vue'
import type { Settings } from '@shared/contract/desktop'
import { MENU_COMMANDS, type MenuCommand } from '@shared/contract/menu'
import { language, t, type MessageKey } from '@renderer/i18n'

/**
 * Something that the user can have done. The palette, the shortcuts, the native menus, the shortcut
 * sheet and the buttons of the views are all made from these records.
 */
export interface Command {
  /** Of a command of the native menus, its name there. */
  readonly id: string
  /** Its name wherever it stands. */
  readonly label: MessageKey | (() => string)
  /** Its name on a button or in a menu of its own view, where fewer words do. */
  readonly short?: MessageKey
  /** Further words that find it in the palette. */
  readonly keywords?: readonly string[]
  readonly icon?: Component
  /** `Mod+K` (Ctrl, on a Mac Cmd), `Shift+Mod+E`, `F1`, `Space`, `?`, `ArrowLeft`. */
  readonly keys?: readonly string[]
  /** Only while this view is shown. */
  readonly view?: Settings['view']
  /** When it applies. @default always */
  readonly enabled?: () => boolean
  /** Of an undo: when the step was made that it takes back, among everything that was done. */
  readonly turn?: () => number
  /** Absent where the view itself listens for the key: then it only stands in the sheet. */
  readonly run?: () => void
}

export const labelOf = ({ label }: Command): string =>
  typeof label === 'function' ? label() : t(label)

export const shortLabelOf = (command: Command): string =>
  command.short ? t(command.short) : labelOf(command)

/** Id, name and keys of a command that the native menus have too. */
export const menuCommand = (id: MenuCommand): Pick<Command, 'id' | 'label' | 'keys'> => ({
  id,
  label: () => MENU_COMMANDS[id].label[language()],
  keys: MENU_COMMANDS[id].keys,
})

/** What a view is called, wherever it is named. */
export const viewTitle = (view: NonNullable<Command['view']>): string =>
  MENU_COMMANDS[`view.${view}`].label[language()]

/** Every word must occur in the command's name or among its further words. */
export function isFound(command: Command, text: string): boolean {
  const words = text.toLowerCase().split(/\s+/).filter(Boolean)
  const all = [labelOf(command), ...(command.keywords ?? [])].join(' ').toLowerCase()
  return words.every((word) => all.includes(word))
}

/** Commands of one view: each applies only while that view is shown. */
export const inView = (
  view: NonNullable<Command['view']>,
  commands: readonly Omit<Command, 'view'>[],
): readonly Command[] => commands.map((command) => ({ ...command, view }))
