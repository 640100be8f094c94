import type { LessonText } from '../definition'

export const zh: LessonText = {
  title: '通道：张量 V',
  summary: '图像有通道，隐藏层也有。每一对通道之间有一个核，合起来就是一个有四个索引的张量。',
  body: [
    {
      kind: 'text',
      text: '彩色图像在每个位置有三个数，于是有了第三个索引 $[\\mathsf X]_{i,j,c}$。隐藏层对一个位置也要说不止一件事，所以同样如此：$[\\mathsf H]_{i,j,d}$。每个输入通道 $c$ 与每个输出通道 $d$ 之间都有自己的核：',
    },
    {
      kind: 'formula',
      tex: '[\\mathsf H]_{i,j,d}=\\sum_{a=-\\Delta}^{\\Delta}\\sum_{b=-\\Delta}^{\\Delta}\\sum_c[\\mathsf V]_{a,b,c,d}\\,[\\mathsf X]_{i+a,j+b,c}',
    },
    {
      kind: 'list',
      items: [
        '$a$ 和 $b$ 说明在哪里：向下、向右多远。',
        '$c$ 说明来自哪个输入通道。',
        '$d$ 说明用于哪个输出通道。',
      ],
    },
    {
      kind: 'text',
      text: '旁边的核表就是 $\\mathsf V$：每个 $c$ 一行，每个 $d$ 一列。指向其中一个数，或选定它的四个索引，就能看到它与哪个输入相乘。指向 $\\mathsf H$ 的一个数，它的和会按通道写出来。',
    },
    {
      kind: 'try',
      preset: 'colour',
      label: '三个通道进，两个通道出',
      text: '六个 $3\\times3$ 的核：54 个数。',
    },
    { kind: 'try', preset: 'single', label: '一进一出', text: '前几节的情形：只有一个核。' },
    { kind: 'try', preset: 'corner', label: '在角上', text: '九格中有五格在图像之外，不起作用。' },
    { kind: 'try', preset: 'pointwise', label: 'Δ = 0', text: '每对通道一个数：1×1 卷积。' },
    { kind: 'text', text: '输出通道常叫做*特征映射*：每一个都逐处说明某种特征有多少。' },
  ],
  questions: [
    {
      ask: 'LeNet 的第二个卷积层：$5\\times5$ 的核，6 个输入通道，16 个输出通道。$\\mathsf V$ 有多少个数？',
      explain: '$5\\cdot5\\cdot6\\cdot16=2400$；加上 16 个偏置，该层有 2416 个参数。',
    },
    {
      ask: '求和时输入通道怎样了？',
      options: ['每个各成一个输出通道。', '加权后相加，进入每个输出通道。', '只有最强的算数。'],
      explain: '求和遍历 $c$，$d$ 保持自由。',
    },
  ],
}
