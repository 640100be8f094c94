import type { Translation } from '../types'
import type { common as english } from '../en/common'

export const common = {
  cancel: '取消',
  close: '关闭',
  save: '保存',
  copy: '复制',
  copied: '{name} 已复制到剪贴板。',
  rename: '重命名',
  undo: '撤销',
  retry: '重试',
  loading: '正在加载…',
  more: '更多',
  none: '无',
  yes: '是',
  no: '否',
  name: '名称',
  examplesPerSecond: '{value} 样本/秒',
  timeLeft: '剩余 {time}',
  epochOf: '第 {epoch} / {epochs} 轮',
  saved: '已保存 {name}',
  problem: '问题',
} as const satisfies Translation<typeof english>
