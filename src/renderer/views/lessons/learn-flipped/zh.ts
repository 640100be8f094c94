import type { LessonText } from '../definition'

export const zh: LessonText = {
  title: '通过卷积来学习',
  summary: '卷积会翻转核，互相关不会。对学到的核来说这无关紧要：它学出来就是翻转的，输出不变。',
  body: [
    {
      kind: 'text',
      text: '数学中的卷积取输出位置*之前*的格子，机器学习中的层取它*之后*的格子。把核旋转半周，一个就变成另一个。',
    },
    { kind: 'formula', tex: '(K * X)_{i,j}=\\sum_{a,b} K_{a,b}\\,X_{i-a,\\,j-b}' },
    { kind: 'formula', tex: '(K\\star X)_{i,j}=\\sum_{a,b} K_{a,b}\\,X_{i+a,\\,j+b}' },
    {
      kind: 'text',
      text: '这里的目标输出由 $[1,-1]$ 的互相关得到，而学习的层像真正的卷积那样翻转它的核。于是它必须学到 $[-1,1]$，而且确实学到了，途中的损失一模一样。',
    },
    { kind: 'try', preset: 'convolution', label: '通过卷积学习', text: '核趋向 $[-1,1]$。' },
    {
      kind: 'try',
      preset: 'correlation',
      label: '通过互相关学习',
      text: '核趋向 $[1,-1]$。比较打印出的损失：没有一个不同。',
    },
    {
      kind: 'try',
      preset: 'corner',
      label: '不对称的核',
      text: '第一行变成最后一行，第一列变成最后一列。',
    },
    {
      kind: 'try',
      preset: 'symmetric',
      label: '翻转后不变的核',
      text: '拉普拉斯核旋转半周后不变，所以两种层学到相同的数。',
    },
    { kind: 'text', text: '因此深度学习的书里说的是卷积，算的是互相关。' },
  ],
  questions: [
    {
      ask: '两个层学习同一任务，一个通过卷积，一个通过互相关，初始核互为翻转。训练后有什么不同？',
      options: ['输出不同。', '只是一个核是另一个的翻转。', '损失不同。'],
      explain: '一个的每一步都是另一个的翻转，所以输出和损失始终相等。',
    },
    {
      ask: '在书中的图像上通过卷积学到的核，第一个权重是多少？',
      explain: '$[1,-1]$ 旋转半周是 $[-1,1]$。',
    },
  ],
}
