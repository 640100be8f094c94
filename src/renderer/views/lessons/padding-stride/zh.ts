import type { LessonText } from '../definition'

export const zh: LessonText = {
  title: '填充、步幅与扩张',
  summary: '输入周围有什么，窗口每次跳多远，又张得多开。',
  body: [
    {
      kind: 'text',
      text: '没有填充的层每次都会丢掉边缘的格子。*填充*在输入四周放上零：这里每边一圈，使 $3\\times3$ 变成 $5\\times5$，输出从 $2\\times2$ 增大到 $4\\times4$。填充的格子画成一圈写着零的边框，在算式中用斜体表示。',
    },
    {
      kind: 'text',
      text: '*步幅*是窗口每次移动的距离。格子左上角的标记说明它的去向：实心处是窗口的起点，空心处是被步幅跳过的位置。没有任何窗口读取的格子画有斜线。',
    },
    {
      kind: 'formula',
      tex: '\\left\\lfloor\\frac{n_h-k_h+p_h+s_h}{s_h}\\right\\rfloor\\times\\left\\lfloor\\frac{n_w-k_w+p_w+s_w}{s_w}\\right\\rfloor',
    },
    {
      kind: 'text',
      text: '其中 $p_h$ 是上下填充行数之和。程序库里的数是单边的：`padding=1` 即 $p_h=2$。',
    },
    {
      kind: 'try',
      preset: 'chapterStride',
      label: '纵向步幅 3，横向步幅 2',
      text: '书中中的图：只剩四个输出。',
    },
    { kind: 'heading', text: '书中的四种情形，输入 8×8' },
    {
      kind: 'try',
      preset: 'first',
      label: '核 3，填充 1',
      text: '共加两行两列：$8\\times8$ 仍是 $8\\times8$。',
    },
    {
      kind: 'try',
      preset: 'second',
      label: '核 (5, 3)，填充 (2, 1)',
      text: '换一个核并配上相应的填充：还是 $8\\times8$。',
    },
    {
      kind: 'try',
      preset: 'third',
      label: '核 3，填充 1，步幅 2',
      text: '高和宽减半：$4\\times4$。',
    },
    {
      kind: 'try',
      preset: 'fourth',
      label: '核 (3, 5)，填充 (0, 1)，步幅 (3, 4)',
      text: '$\\lfloor(8-3+0+3)/3\\rfloor=2$，$\\lfloor(8-5+2+4)/4\\rfloor=2$：$2\\times2$。',
    },
    { kind: 'heading', text: '偶数大小的核' },
    {
      kind: 'text',
      text: '要保持大小，一共需要 $k-1$ 行。核为奇数时两侧相同；为偶数时则不同：书中在上方放 $\\lceil p/2\\rceil$ 行，下方放 $\\lfloor p/2\\rfloor$ 行，TensorFlow 正好相反。',
    },
    {
      kind: 'try',
      preset: 'even',
      label: '核 4，上方两行，下方一行',
      text: '输出是 $8\\times8$，错开半格。',
    },
    { kind: 'heading', text: '扩张' },
    {
      kind: 'text',
      text: '*扩张*的核在所读的格子之间留出空隙：扩张为 $\\alpha$ 时，大小为 $k$ 的核覆盖 $\\alpha(k-1)+1$ 格，而权重数不变。',
    },
    {
      kind: 'try',
      preset: 'dilated',
      label: '核 3，扩张 2',
      text: '从 $5\\times5$ 的范围里取九格；填充 2 可保持大小。',
    },
  ],
  questions: [
    {
      ask: '输入 8 行，核 3，无填充，步幅 3：输出有几行？',
      explain: '$\\lfloor(8-3+0+3)/3\\rfloor=2$；最后两行没有窗口读取。',
    },
    {
      ask: '核为 7、步幅为 1 时，每侧填充多少可保持大小？',
      explain: '一共 $p=k-1=6$ 行，每侧 3 行。',
    },
    { ask: '核为 3、扩张为 2 时覆盖几行？', explain: '$2\\cdot(3-1)+1=5$。' },
    {
      ask: '为什么核的大小通常取奇数？',
      options: ['计算更快。', '保持大小的填充可以两侧相同。', '权重更少。'],
      explain: '$k-1$ 是偶数，两侧各放一半，输出正好以输入为中心。',
    },
  ],
}
