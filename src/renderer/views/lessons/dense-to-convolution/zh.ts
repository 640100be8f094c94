import type { LessonText } from '../definition'

export const zh: LessonText = {
  title: '从全连接层到卷积',
  summary: '全连接层把一切与一切相连。平移不变性和局部性两个要求，只留下其中很少的权重。',
  body: [
    {
      kind: 'text',
      text: '让隐藏表示与图像形状相同。在全连接层里，每个隐藏单元 $(i,j)$ 对每个像素 $(k,l)$ 都有一个权重。改从单元出发数像素，令 $k=i+a$、$l=j+b$，只是给权重换了名字：',
    },
    {
      kind: 'formula',
      tex: '\\begin{aligned}[\\mathbf H]_{i,j}&=[\\mathbf U]_{i,j}+\\sum_{k,l}[\\mathsf W]_{i,j,k,l}[\\mathbf X]_{k,l}\\\\&=[\\mathbf U]_{i,j}+\\sum_{a,b}[\\mathsf V]_{i,j,a,b}[\\mathbf X]_{i+a,j+b}\\end{aligned}',
    },
    {
      kind: 'try',
      preset: 'dense',
      label: '全连接层',
      text: '矩阵的每一行属于一个隐藏单元，每一列属于一个像素。指向一个元素：一个像素，一个单元，一个别处不用的权重。',
    },
    { kind: 'heading', text: '平移不变性' },
    {
      kind: 'text',
      text: '要找的东西无论在哪里都应找到，所以权重不能依赖于单元的位置：$[\\mathsf V]_{i,j,a,b}=[\\mathbf V]_{a,b}$，偏置也只是一个数 $u$。',
    },
    {
      kind: 'try',
      preset: 'invariant',
      label: '处处相同的权重',
      text: '矩阵出现对角线：每条下行的线上是同一个权重，这样的块又沿对角线重复。这种矩阵叫做双重分块 Toeplitz 矩阵。指向一个元素，就能看到这个权重用到的所有位置。',
    },
    { kind: 'heading', text: '局部性' },
    {
      kind: 'text',
      text: '判断一个地方，不必看得很远。所以当 $|a|>\\Delta$ 或 $|b|>\\Delta$ 时令 $[\\mathbf V]_{a,b}=0$，这个层就是卷积层：',
    },
    {
      kind: 'formula',
      tex: '[\\mathbf H]_{i,j}=u+\\sum_{a=-\\Delta}^{\\Delta}\\sum_{b=-\\Delta}^{\\Delta}[\\mathbf V]_{a,b}[\\mathbf X]_{i+a,j+b}',
    },
    {
      kind: 'try',
      preset: 'local',
      label: '只看邻近',
      text: '只剩下几条带，带间都是零。TensorFlow 的卷积与这个矩阵乘图像得到同样的数，差值写在矩阵下面。',
    },
    { kind: 'heading', text: '节省了多少' },
    {
      kind: 'try',
      preset: 'megapixel',
      label: '百万像素的彩色图像',
      text: '九万亿个权重，或者 228 个。',
    },
    {
      kind: 'try',
      preset: 'mnist',
      label: 'LeNet 的第一层',
      text: '$28\\times28$，一个输入通道，六个输出通道，$\\Delta=2$：$156$ 个参数。若用全连接，将近四百万个。',
    },
    {
      kind: 'text',
      text: '代价是：这个层只能看到处处相同而且邻近的东西。当世界确实如此，它用更少的样本就能学会；若不是，它就拟合不了。',
    },
  ],
  questions: [
    {
      ask: '从一百万像素的灰度图像到同样多的隐藏单元，全连接层有多少个权重（不算偏置）？',
      explain: '$10^6$ 个像素乘 $10^6$ 个隐藏单元：$10^{12}$。',
    },
    {
      ask: '只要求平移不变性、不要求局部性，矩阵会怎样？',
      options: ['大部分元素变成零。', '对角线上的元素变得相等。', '变成对称矩阵。'],
      explain: '这时元素只取决于像素与单元相距多远。零来自局部性。',
    },
    {
      ask: '$\\Delta=2$、一个输入通道、六个输出通道的卷积层，连同偏置有多少个参数？',
      explain: '$5^2\\cdot1\\cdot6+6=156$，即 LeNet 的第一层。',
    },
  ],
}
