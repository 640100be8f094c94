import type { LessonText } from '../definition'

export const zh: LessonText = {
  title: '局部性：半径 Δ',
  summary: '一个单元可以看到周围多远？半径决定这一点，也决定权重的数目。',
  body: [
    {
      kind: 'text',
      text: '半径为 $\\Delta$ 的核从中心向上下左右各伸出 $\\Delta$ 格，所以宽 $2\\Delta+1$ 格。移动滑块，看核如何变大，矩阵的带如何变宽，输入中的窗口如何变化。',
    },
    {
      kind: 'formula',
      tex: '[\\mathbf V]_{a,b}=0\\quad\\text{当}\\quad|a|>\\Delta\\ \\text{或}\\ |b|>\\Delta',
    },
    {
      kind: 'try',
      preset: 'none',
      label: 'Δ = 0',
      text: '每个单元只看到自己：一个权重，矩阵只有一条对角线。',
    },
    {
      kind: 'try',
      preset: 'one',
      label: 'Δ = 1',
      text: '$3\\times3$ 的核。边上的单元缺少一些邻居，由零代替。',
    },
    {
      kind: 'try',
      preset: 'two',
      label: 'Δ = 2',
      text: '$5\\times5$ 的核，LeNet 用的就是这个大小。',
    },
    {
      kind: 'try',
      preset: 'whole',
      label: 'Δ = n − 1',
      text: '每个单元看到整幅图像：这就是没有局部性的平移不变层。',
    },
    {
      kind: 'text',
      text: '半径小并不等于网络看得少：每一层都透过前一层去看，*感受野*（一个单元所依赖的那部分输入）逐层增大。',
    },
  ],
  questions: [
    { ask: '$\\Delta=3$ 的核，对一个通道有多少个权重？', explain: '$(2\\cdot3+1)^2=49$。' },
    {
      ask: '图像从 $28\\times28$ 增大到 $1000\\times1000$，半径不变。卷积层的权重数目怎样变化？',
      options: ['不变。', '随像素数增长。', '随像素数的平方增长。'],
      explain: '$(2\\Delta+1)^2$ 中没有 $n$。',
    },
  ],
}
