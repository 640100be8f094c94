import type { LessonText } from '../definition'

export const zh: LessonText = {
  title: '1×1 卷积',
  summary: '只有一个像素的窗口看不到邻居，剩下的就是通道上的全连接层，在每个像素处都相同。',
  body: [
    {
      kind: 'text',
      text: '当 $k_h=k_w=1$ 时，对邻域的求和消失了。每个输出是同一位置各通道的加权和：',
    },
    {
      kind: 'formula',
      tex: '[\\mathsf Y]_{d,i,j}=\\sum_{c}[\\mathbf K]_{d,c}\\,[\\mathsf X]_{c,i,j}',
    },
    {
      kind: 'text',
      text: '把像素并排写成有 $c_i$ 行的矩阵的列，整个层就是一次矩阵乘法。这里 TensorFlow 两种都算：卷积和矩阵乘法。所有差值之和写在网格下面，书中断言它小于 $10^{-6}$。两者都舍入到 float32，次序各不相同，所以不一定是零。',
    },
    {
      kind: 'try',
      preset: 'chapter',
      label: '与书中相同',
      text: '三个通道到两个，$3\\times3$ 个像素，正态分布的随机数。',
    },
    {
      kind: 'try',
      preset: 'grey',
      label: '三个通道到一个',
      text: '红、绿、蓝的加权和：彩色图像就是这样变成灰度的。',
    },
    {
      kind: 'try',
      preset: 'wide',
      label: '八个通道到四个',
      text: '它的用处：低成本地改变通道数；后面加上激活函数，就能以非线性的方式混合通道。数越多，舍入也越多，差值之和随之增大。',
    },
    {
      kind: 'text',
      text: '指向一个像素，或用方向键移动：它的各通道、权重以及两种算法的结果都会写出来。',
    },
  ],
  questions: [
    {
      ask: '从 256 个通道到 64 个通道的 1×1 卷积，连同偏置有多少个参数？',
      explain: '$256\\cdot64+64=16448$，与图像大小无关。',
    },
    {
      ask: '1×1 卷积做不到什么？',
      options: ['改变通道数。', '计算各通道的加权平均。', '找到边缘。'],
      explain: '边缘是邻居之间的差别，而它看不到邻居。',
    },
  ],
}
