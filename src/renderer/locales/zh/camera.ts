import type { Translation } from '../types'
import type { camera as english } from '../en/camera'

/** 摄像头：“观察”中的实时画面，以及用拍摄的图片制作数据集。 */
export const camera: Translation<typeof english> = {
  title: '摄像头',
  on: '摄像头已开启',
  starting: '正在启动摄像头…',
  picture: '摄像头的画面',
  turnOn: '开启摄像头',
  turnOff: '关闭摄像头',
  keep: '保留这张图片',
  keptName: '摄像头图片',
  rate: '每秒 {n} 张',
  faults: {
    refused: '未获准使用摄像头。请在系统设置中允许后重试。',
    none: '没有找到摄像头。请连接后重试。',
    taken: '摄像头没有画面；可能正被其他程序使用。',
    gone: '摄像头已断开。',
  },
  set: {
    title: '拍摄图片制作数据集',
    text: '当摄像头对准某个类别的物体时，用鼠标或空格键按住该类别的按钮；每秒拍摄十张。',
    name: '数据集名称',
    defaultName: '摄像头图片',
    className: '类别 {n}',
    nameOf: '类别 {n} 的名称',
    hold: '按住拍摄',
    holdFor: '按住拍摄“{name}”的图片',
    count: '{n} 张',
    latest: '“{name}”最近的图片',
    undo: '删除“{name}”的最后一张图片',
    remove: '删除“{name}”及其图片',
    add: '添加类别',
    make: '制作数据集',
    making: '正在制作数据集…',
    made: '“{name}”已成为数据集：{classes} 个类别，共 {n} 张图片。',
    needs: {
      camera: '请先开启摄像头。',
      classes: '请为至少 2 个类别各拍摄至少 5 张图片。',
      names: '每个类别都需要一个不同的名称。',
      full: '一个数据集最多容纳 {n} 张图片。',
    },
  },
}
