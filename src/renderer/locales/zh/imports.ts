import type { Translation } from '../types'
import type { imports as en } from '../en/imports'

export const imports = {
  title: '导入 {name}',
  reading: '正在读取 {name}…',
  importing: '正在导入…',
  import: '导入',
  facts: {
    network: '不带权重的网络',
    run: 'Convscope 的训练记录',
    layers: '{n} 层 | {n} 层',
    parameters: '{n} 个参数',
    input: '输入 {shape}',
    shown: '各层',
  },
  pictures: {
    legend: '图片如何预处理',
    way: '数值',
    own: '其他…',
    mean: '均值（数值为 0…1）',
    std: '标准差',
    numbers: '一个数，或红、绿、蓝各一个',
    bgr: '蓝、绿、红：颠倒通道顺序',
    fitting: '其他长宽比',
    guess: '文件没有说明。这是推测：{why}。',
  },
  classes: {
    legend: '类别名称',
    labels: '名称，每行一个，或 JSON 列表',
    unsaid: '文件没有给出名称；没有名称时使用编号。',
    count: '{needed} 个中已命名 {given} 个',
    file: '从文件读取…',
    said: '{n} 个类别：{names} | {n} 个类别：{names}',
    more: '…以及另外 {n} 个',
  },
  refused: {
    title: '{n} 处无法转换。 | {n} 处无法转换。',
    nothing: '没有导入任何内容。',
  },
  change: {
    title: '{title} 的图片预处理',
    open: '更改…',
    save: '保存',
    plain: '数值 0…1',
    numbers: '(x − {mean}) / {std}',
    bgr: 'BGR',
    assumed: '推测',
  },
} satisfies Translation<typeof en>
