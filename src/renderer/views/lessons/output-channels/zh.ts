import type { LessonText } from '../definition'

export const zh: LessonText = {
  title: '多输出通道',
  summary: '要找几种模式就用几个核，每个核产生自己的通道。',
  body: [
    {
      kind: 'text',
      text: '一个核只能找一种模式。一层有多个核，每个都与输入一样深，再把它们的输出叠在一起：形状为 $c_o\\times c_i\\times k_h\\times k_w$ 的核把 $c_i$ 个通道变成 $c_o$ 个。',
    },
    {
      kind: 'formula',
      tex: 'Y_{o,i,j} = \\sum_{c}\\sum_{a}\\sum_{b} X_{c,\\,i+a,\\,j+b}\\,K_{o,c,a,b} + u_o',
    },
    {
      kind: 'text',
      text: '右边核的每一列属于一个输出通道，每一行属于一个输入通道。与书中相同，三个核是 $K$、$K+1$ 和 $K+2$。',
    },
    {
      kind: 'try',
      preset: 'middle',
      label: '第二个输出的一格',
      text: '只有第二列核亮起：其余的核与它无关。',
    },
    {
      kind: 'try',
      preset: 'feeds',
      label: '输入的一格',
      text: '它经由第一行的核进入每一个输出通道。',
    },
    {
      kind: 'text',
      text: '各输出通道互不知晓。每个通道找什么由训练决定；因为初始权重是随机且不同的，它们会去找不同的东西。',
    },
  ],
  questions: [
    {
      ask: '第二个输出通道的第一个数是多少？',
      explain: '每个权重都多 1，所以是 $56$ 加上被覆盖的八个数之和 $20$：$76$。',
    },
    {
      ask: 'LeNet 的第二个卷积用 $5\\times5$ 的核把 6 个通道变成 16 个。包括偏置，它有多少个参数？',
      explain: '$16\\cdot6\\cdot5\\cdot5+16=2416$。',
    },
    {
      ask: '每多一个输出通道要多付出什么？',
      options: [
        '没有，权重是共享的。',
        '一个权重。',
        '整整一个核的 $c_i\\cdot k_h\\cdot k_w$ 个权重和一个偏置。',
      ],
      explain: '权重在位置之间共享，而不是在通道之间共享。',
    },
  ],
}
