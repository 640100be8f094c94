import type { LessonText } from '../definition'

export const zh: LessonText = {
  title: '学习卷积核',
  summary: '卷积核不必靠人设计：给出成对的输入和输出，梯度下降就能找到它。',
  body: [
    {
      kind: 'text',
      text: '我们知道图像 $X$，也知道应得的输出 $Y$：它的垂直边缘；但不告诉层是哪个核产生了 $Y$。一个同样大小的核从任意的数开始，算出 $\\hat Y$，再作比较。',
    },
    { kind: 'formula', tex: 'L(K)=\\sum_{i,j}\\bigl(\\hat Y_{i,j}-Y_{i,j}\\bigr)^2' },
    { kind: 'formula', tex: 'K\\leftarrow K-\\eta\\,\\frac{\\partial L}{\\partial K}' },
    {
      kind: 'text',
      text: '梯度本身又是一次互相关，是图像与误差的互相关：每个权重要为它用到之处的误差负责。',
    },
    {
      kind: 'formula',
      tex: '\\frac{\\partial L}{\\partial K_{a,b}}=2\\sum_{i,j}\\bigl(\\hat Y_{i,j}-Y_{i,j}\\bigr)X_{i+a,\\,j+b}',
    },
    {
      kind: 'text',
      text: '这里的梯度由 TensorFlow 逐次算出，并用同一公式的嵌套循环核对。可以一步一步地看，也可以按空格键播放。',
    },
    {
      kind: 'try',
      preset: 'chapter',
      label: '与书中相同',
      text: '学习率 $0.03$，迭代 10 次，从零开始。核最后接近 $[1,-1]$，损失从 $12$ 降到 $0.01$ 以下。',
    },
    {
      kind: 'try',
      preset: 'typed',
      label: '从 0.5 和 0.25 开始',
      text: '起点不同，终点相同，只是路更长。',
    },
    {
      kind: 'try',
      preset: 'seeded',
      label: '从随机数开始',
      text: '与 PyTorch 的初始化方式相同，随机种子可以更改。',
    },
    { kind: 'heading', text: '步子太大' },
    {
      kind: 'text',
      text: '损失像一只碗，最陡的方向决定步子能有多大：超过 $\\eta=2/\\lambda_{\\max}$（$\\lambda_{\\max}$ 是二阶导数矩阵的最大特征值），每一步都会落到对面更高的地方。对书中的图像，这个界限是 $1/30$；书中的 $0.03$ 恰好在它之下。',
    },
    {
      kind: 'try',
      preset: 'diverges',
      label: '学习率 0.04',
      text: '从 $0.5$ 和 $0.25$ 开始，权重左右摆动，一次比一次大，损失不停地增长。',
    },
    {
      kind: 'try',
      preset: 'lucky',
      label: '同样的学习率，从零开始',
      text: '却收敛了。从零开始，误差是 $[1,-1]$ 的倍数，碗在这个方向上平缓五倍。别的起点都含有陡的方向的一份，而这一份会增长。',
    },
    { kind: 'heading', text: '其他的核' },
    {
      kind: 'try',
      preset: 'blind',
      label: '竖直的核',
      text: '在这幅图像上，核 $[1,-1]^\\top$ 的输出全为零，任何两个权重之和为零的核也是如此。什么也看不出的数据什么也教不了：从零开始，核就一直是零。',
    },
    {
      kind: 'try',
      preset: 'sobel',
      label: '从噪声中学九个权重',
      text: '噪声图像能区分所有方向，Sobel 核可以完整地学到。',
    },
    { kind: 'text', text: '图像、目标核和初始核中的每个数都可以改写。' },
  ],
  questions: [
    {
      ask: '在书中的图像上，全零的核的损失是多少？',
      explain: '$\\hat Y$ 为零，所以 $L=\\sum Y^2$：六行里每行有一个 $1$ 和一个 $-1$，合计 $12$。',
    },
    {
      ask: '从随机的初始值出发，哪个学习率已经学不到这个核？',
      options: ['$0.01$', '$0.03$', '$0.04$'],
      explain: '界限是 $2/\\lambda_{\\max}=1/30\\approx0.0333$。',
    },
    {
      ask: '竖直的核为什么一直是零？',
      options: ['图像中没有水平边缘，它要学的输出处处为零。', '两行的核无法学习。', '学习率太小。'],
      explain: '损失已经是零，梯度也就是零。',
    },
  ],
}
