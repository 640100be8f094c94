import { z } from 'zod'
import type { InEachLanguage } from '../language'

/** A command of the native menus that the window executes. */
export interface MenuCommandRecord {
  readonly label: InEachLanguage
  /**
   * Its keys, such as `Mod+K` (Ctrl, on a Mac Cmd). The menu shows the first that a menu can have,
   * so not a bare `1` or `?`.
   */
  readonly keys: readonly string[]
}

/** The only place for the labels and keys of these commands, for main's menus and the window. */
export const MENU_COMMANDS = {
  'view.lessons': { label: { en: 'Lessons', zh: '课程' }, keys: ['1', 'Mod+1'] },
  'view.model': { label: { en: 'Model', zh: '模型' }, keys: ['2', 'Mod+2'] },
  'view.train': { label: { en: 'Train', zh: '训练' }, keys: ['3', 'Mod+3'] },
  'view.inspect': { label: { en: 'Inspect', zh: '观察' }, keys: ['4', 'Mod+4'] },
  'view.models': { label: { en: 'Models', zh: '模型库' }, keys: ['5', 'Mod+5'] },
  'view.fields': { label: { en: 'Fields', zh: '感受野' }, keys: ['6', 'Mod+6'] },
  'view.data': { label: { en: 'Data', zh: '数据' }, keys: ['7', 'Mod+7'] },
  'open.pictures': { label: { en: 'Open pictures …', zh: '打开图片…' }, keys: ['Mod+O'] },
  'open.model': { label: { en: 'Import a model …', zh: '导入模型…' }, keys: ['Shift+Mod+O'] },
  'export.picture': {
    label: { en: 'Save all maps as PNG …', zh: '把全部特征图存为 PNG…' },
    keys: ['Shift+Mod+E'],
  },
  palette: { label: { en: 'Command palette', zh: '命令面板' }, keys: ['Mod+K'] },
  help: { label: { en: 'Keyboard shortcuts', zh: '键盘快捷键' }, keys: ['F1', '?'] },
  'toggle.theme': {
    label: { en: 'Switch between light and dark', zh: '切换浅色与深色' },
    keys: ['Shift+Mod+L'],
  },
} as const satisfies Readonly<Record<string, MenuCommandRecord>>

export type MenuCommand = keyof typeof MENU_COMMANDS
export const menuCommandSchema = z.enum(
  Object.keys(MENU_COMMANDS) as [MenuCommand, ...MenuCommand[]],
)
