import type { LessonText } from '../definition'

export const zh: LessonText = {
  title: '汇聚层',
  summary: '仍是一个窗口，但没有要学习的东西：取最大的数，或取平均值。',
  body: [
    {
      kind: 'text',
      text: '汇聚使特征图变小，也使它对位置不那么计较：移动一格的特征往往还在同一个窗口里。*最大*汇聚留下最强的响应，*平均*汇聚留下均值。',
    },
    { kind: 'formula', tex: 'Y_{i,j} = \\max_{a,b} X_{i s_h+a,\\,j s_w+b}' },
    { kind: 'formula', tex: 'Y_{i,j} = \\frac{1}{p\\,q}\\sum_{a,b} X_{i s_h+a,\\,j s_w+b}' },
    { kind: 'try', preset: 'mean', label: '平均值', text: '$2, 3, 5, 6$，而不是 $4, 5, 7, 8$。' },
    { kind: 'heading', text: '书中的四种情形' },
    {
      kind: 'try',
      preset: 'threes',
      label: '窗口 3',
      text: '若不另说，汇聚层的步幅就是它的窗口，窗口互不重叠：$4\\times4$ 只剩一个数 10，还有一行一列从未被读取。',
    },
    { kind: 'try', preset: 'padded', label: '窗口 3，填充 1，步幅 2', text: '$5, 7, 13, 15$。' },
    {
      kind: 'try',
      preset: 'rectangle',
      label: '窗口 (2, 3)，填充 (0, 1)',
      text: '窗口不必是正方形：还是 $5, 7, 13, 15$。',
    },
    {
      kind: 'try',
      preset: 'channels',
      label: '两个通道',
      text: '各通道分别汇聚，从不相加：进来几个，出去几个。',
    },
    { kind: 'heading', text: '填充算作什么' },
    {
      kind: 'text',
      text: '如果所有的数都是负的，对零取最大值就错了：填充会胜出。所以填充算作 $-\\infty$，它永远不会胜出。',
    },
    {
      kind: 'try',
      preset: 'negative',
      label: '负数',
      text: '第一个窗口里是 $-16, -15, -12, -11$ 和填充：最大值是 $-11$。',
    },
    {
      kind: 'try',
      preset: 'zero',
      label: '……填充按 0 计',
      text: '碰到边缘的每个窗口都给出 0，而输入中根本没有这个数。',
    },
    {
      kind: 'try',
      preset: 'divisor',
      label: '平均值，不计填充',
      text: '求平均时填充对和没有贡献，问题是除以几。PyTorch 把填充的格子计入（`count_include_pad=True`），TensorFlow 不计。可在下方切换。',
    },
  ],
  questions: [
    { ask: '本课开始时的最大汇聚，最后一个数是多少？', explain: '$\\max(4,5,7,8)=8$。' },
    { ask: '汇聚层要学习多少个参数？', explain: '没有：它是固定的规则。' },
    {
      ask: '窗口 3，填充 1，对 $4\\times4$ 输入求平均并计入填充：第一个数是多少（两位小数）？',
      explain: '$(0+1+4+5)/9\\approx1.11$；不计填充则为 $10/4=2.5$。',
    },
    {
      ask: '$28\\times28$ 的特征图经过默认步幅的 $2\\times2$ 汇聚，得到什么？',
      options: ['$27\\times27$', '$26\\times26$', '$14\\times14$'],
      explain: '默认步幅为 2：$28/2=14$。',
    },
  ],
}
