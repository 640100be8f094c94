import type { LessonText } from '../definition'

export const zh: LessonText = {
  title: '输出的大小',
  summary: '输入、核、填充、步幅和扩张决定输出有多大，不必先算任何一个乘积。',
  body: [
    {
      kind: 'text',
      text: '窗口从第一个位置开始，每次移动 $s$，直到放不下为止。高和宽各自计算。$p$ 与书中一样，是两侧填充之和。',
    },
    {
      kind: 'formula',
      tex: '\\left\\lfloor\\frac{n_h-k_h+p_h+s_h}{s_h}\\right\\rfloor\\times\\left\\lfloor\\frac{n_w-k_w+p_w+s_w}{s_w}\\right\\rfloor',
    },
    {
      kind: 'text',
      text: '本节其余的公式都是它的特例。旁边的表格标出对当前数值成立的公式，其余的显示为灰色。',
    },
    {
      kind: 'list',
      items: [
        '步幅为 1：$n-k+p+1$，每多一行填充，输出就多一行。',
        '$p=k-1$：$\\lfloor(n+s-1)/s\\rfloor$；步幅为 1 时输出与输入一样大。',
        '$p=k-1$ 且 $s$ 整除 $n$：就是 $n/s$。',
      ],
    },
    { kind: 'heading', text: '书中的四个例子' },
    {
      kind: 'try',
      preset: 'first',
      label: '3×3，填充 1',
      text: '每侧一行，所以 $p=2=k-1$：$8\\times8$ 仍是 $8\\times8$。',
    },
    {
      kind: 'try',
      preset: 'second',
      label: '5×3，填充 (2, 1)',
      text: '高宽不同的核要用高宽不同的填充，仍得 $8\\times8$。',
    },
    {
      kind: 'try',
      preset: 'third',
      label: '步幅改为 2',
      text: '减半：$4\\times4$。最后一行填充没有窗口读到。',
    },
    {
      kind: 'try',
      preset: 'fourth',
      label: '3×5，填充 (0, 1)，步幅 (3, 4)',
      text: '$\\lfloor(8-3+0+3)/3\\rfloor\\times\\lfloor(8-5+2+4)/4\\rfloor=2\\times2$。',
    },
    { kind: 'heading', text: '奇数核与偶数核' },
    {
      kind: 'text',
      text: '奇数的核每侧填充 $(k-1)/2$ 行就能保持大小，这时 $Y_{i,j}$ 是以 $X_{i,j}$ 为中心算出的。偶数的核需要奇数行填充，无法平分：书中在上方填 $\\lceil p/2\\rceil$ 行，下方填 $\\lfloor p/2\\rfloor$ 行。',
    },
    { kind: 'try', preset: 'even', label: '偶数核，按书中填充', text: '$p=3$：上两行，下一行。' },
    {
      kind: 'try',
      preset: 'tensorflow',
      label: '偶数核，按 TensorFlow 填充',
      text: '大小相同，但上一行、下两行：输出错开一格。',
    },
    { kind: 'heading', text: '填充的两种含义' },
    {
      kind: 'text',
      text: 'PyTorch 的 `padding=1` 指*每一侧*一行，所以书中的 $p$ 是 2。TensorFlow 用词表示：`valid` 不填充，`same` 填充到恰有 $\\lceil n/s\\rceil$ 个位置，多出的一行放在末尾。',
    },
    { kind: 'heading', text: '扩张' },
    {
      kind: 'text',
      text: "扩张的核在格子之间留出空隙，大小按 $k'=d(k-1)+1$ 计算，权重仍是小核的那些。",
    },
    {
      kind: 'try',
      preset: 'dilated',
      label: '3×3，扩张 2',
      text: '覆盖范围与 $5\\times5$ 的核相同，权重只有九个。',
    },
    {
      kind: 'try',
      preset: 'lenet',
      label: 'LeNet 的第一层',
      text: '$28\\times28$，核 $5\\times5$，每侧两行：$28\\times28$。',
    },
  ],
  questions: [
    {
      ask: 'AlexNet 的第一层：输入 224，核 11，步幅 4，每侧填充 2。输出的边长是多少？',
      explain: '$\\lfloor(224-11+4+4)/4\\rfloor=\\lfloor55.25\\rfloor=55$。',
    },
    {
      ask: '$7\\times7$ 的核、步幅 1，每侧填充几行才能保持大小？',
      explain: '$p=k-1=6$，每侧三行。',
    },
    {
      ask: '一个层用 `same` 填充和偶数核，从 TensorFlow 移到按书中方式填充的工具。什么会改变？',
      options: ['输出的大小。', '输出错开一格。', '什么也不变。'],
      explain: '填充总数相同，大小就相同；只是多出的一行在另一侧。',
    },
  ],
}
