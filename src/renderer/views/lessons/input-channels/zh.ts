import type { LessonText } from '../definition'

export const zh: LessonText = {
  title: '多输入通道',
  summary: '每个通道有自己的核，各通道的结果相加，得到一个输出。',
  body: [
    {
      kind: 'text',
      text: '彩色图像有三个通道，隐藏层有多少个特征图就有多少个通道。这时核对每个输入通道各有一页，每页在自己的通道上滑动，结果逐格相加。',
    },
    {
      kind: 'formula',
      tex: 'Y_{i,j} = \\sum_{c}\\sum_{a}\\sum_{b} X_{c,\\,i+a,\\,j+b}\\,K_{c,a,b}',
    },
    {
      kind: 'text',
      text: '第一个输出：$(0\\cdot0+1\\cdot1+3\\cdot2+4\\cdot3)+(1\\cdot1+2\\cdot2+4\\cdot3+5\\cdot4)=19+37=56$。不论输入有几个通道，输出只有一个通道。',
    },
    {
      kind: 'try',
      preset: 'second',
      label: '第二个通道的一格',
      text: '它经由核的第二页进入与前一通道同位置格子相同的输出。',
    },
    {
      kind: 'try',
      preset: 'mute',
      label: '关掉第二个通道',
      text: '那一页全为零时，输出就是第一个通道单独的结果：19、25、37、43。',
    },
  ],
  questions: [
    { ask: '对开始时的数，$Y_{0,1}$ 是多少？', explain: '$25+47=72$。' },
    {
      ask: '对三通道的图像，一个 $5\\times5$ 的核有多少个权重？',
      explain: '$3\\cdot5\\cdot5=75$。',
    },
    {
      ask: '各通道相加的顺序有影响吗？',
      options: ['除舍入外没有。', '有，第一个通道权重最大。', '有，如果核不对称。'],
      explain: '和与顺序无关；在 float32 中最后几位可能不同。',
    },
  ],
}
