import type { Language } from './engine/engine-messages'

const en = {
  file: 'File',
  openPictures: 'Open Pictures…',
  openModel: 'Import Model…',
  exportPicture: 'Export Picture…',
  edit: 'Edit',
  view: 'View',
  lessons: 'Lessons',
  model: 'Model',
  train: 'Train',
  inspect: 'Inspect',
  models: 'Models',
  fields: 'Fields',
  palette: 'Command Palette',
  theme: 'Light or Dark',
  developer: 'Developer Tools',
  window: 'Window',
  help: 'Help',
  openHelp: 'Convscope Help',
  logs: 'Open Log Folder',
} as const

type MenuText = Readonly<Record<keyof typeof en, string>>

const zh: MenuText = {
  file: '文件',
  openPictures: '打开图片…',
  openModel: '导入模型…',
  exportPicture: '导出图片…',
  edit: '编辑',
  view: '视图',
  lessons: '课程',
  model: '模型',
  train: '训练',
  inspect: '观察',
  models: '模型库',
  fields: '感受野',
  palette: '命令面板',
  theme: '切换浅色或深色',
  developer: '开发者工具',
  window: '窗口',
  help: '帮助',
  openHelp: 'Convscope 帮助',
  logs: '打开日志文件夹',
}

export const menuText: Readonly<Record<Language, MenuText>> = { en, zh }

/** Labels of Electron's own menu roles, which it only knows in the system's language, if at all. */
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
