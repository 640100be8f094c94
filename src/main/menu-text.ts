import type { Language } from '@shared/language'

const en = {
  file: 'File',
  edit: 'Edit',
  view: 'View',
  developer: 'Developer Tools',
  window: 'Window',
  help: 'Help',
  logs: 'Open Log Folder',
} as const

type MenuText = Readonly<Record<keyof typeof en, string>>

const zh: MenuText = {
  file: '文件',
  edit: '编辑',
  view: '视图',
  developer: '开发者工具',
  window: '窗口',
  help: '帮助',
  logs: '打开日志文件夹',
}

export const menuText: Readonly<Record<Language, MenuText>> = { en, zh }

/**
 * Labels of Electron's own menu roles, which Electron translates only into the system's language,
 * if at all.
 */
export const roleText: Readonly<Record<Language, Readonly<Record<string, string>>>> = {
  en: {},
  zh: {
    quit: '退出',
    close: '关闭窗口',
    undo: '撤销',
    redo: '重做',
    cut: '剪切',
    copy: '复制',
    paste: '粘贴',
    selectAll: '全选',
    resetZoom: '实际大小',
    zoomIn: '放大',
    zoomOut: '缩小',
    togglefullscreen: '全屏',
    minimize: '最小化',
    about: '关于 Convscope',
  },
}
