import type { LessonText } from '../definition'

export const zh: LessonText = {
  title: '分组与逐通道卷积',
  summary: '把通道分成互不相见的组：权重更少，混合也更少。',
  body: [
    {
      kind: 'text',
      text: '分成 $g$ 组时，输入通道被等分为 $g$ 份，输出通道也一样。每个输出只读取自己那组的输入，所以它的核只有 $c_i/g$ 页，整层的权重是原来的 $1/g$。',
    },
    { kind: 'formula', tex: 'c_o\\cdot\\frac{c_i}{g}\\cdot k_h\\cdot k_w \\text{ 个权重}' },
    {
      kind: 'text',
      text: '右边是分成两组的四个通道。把指针移到输出上：只有两个输入通道亮起。$g$ 必须能整除两种通道数。',
    },
    {
      kind: 'try',
      preset: 'one',
      label: '一个组',
      text: '普通的层：每个输出读取每个输入。这里多数页为零，分组层用四分之一的权重就能做到同样的事。',
    },
    {
      kind: 'try',
      preset: 'depthwise',
      label: '组数等于通道数',
      text: '这叫*逐通道*（depthwise）卷积：每个通道各自滤波，互不混合。再接一个混合通道的 $1\\times1$ 卷积，就是小型网络里的可分离卷积。',
    },
    {
      kind: 'try',
      preset: 'multiplier',
      label: '每个通道两个输出',
      text: '两组各一个通道，每组两个核：共四个输出。',
    },
  ],
  questions: [
    { ask: '16 个输入通道分成 4 组，一个输出读取几个输入通道？', explain: '$16/4=4$。' },
    {
      ask: '64 个通道、$3\\times3$ 的核、每通道一个输出的逐通道层有多少个权重？',
      explain: '$64\\cdot1\\cdot3\\cdot3=576$，而普通的层有 $36{,}864$ 个。',
    },
    {
      ask: '逐通道层做不到什么？',
      options: ['找到边缘。', '把两个通道在同一处的信息结合起来。', '使用偏置。'],
      explain: '没有一个输出会读取一个以上的通道。',
    },
  ],
}
