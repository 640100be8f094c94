import type { LessonText } from '../definition'

export const zh: LessonText = {
  title: '卷积与互相关',
  summary: '数学上的卷积先把核旋转半周。对学习得到的核来说，两者没有区别。',
  body: [
    {
      kind: 'text',
      text: '数学中，两个函数的卷积沿相反的方向走过它们：把其中一个翻转，移到 $\\mathbf x$，再衡量两者的重叠。',
    },
    {
      kind: 'formula',
      tex: '(f * g)(\\mathbf x) = \\int f(\\mathbf z)\\, g(\\mathbf x-\\mathbf z)\\, d\\mathbf z',
    },
    { kind: 'text', text: '在离散的位置上，积分变成求和，对一个索引或两个索引：' },
    { kind: 'formula', tex: '(f * g)(i) = \\sum_a f(a)\\, g(i-a)' },
    { kind: 'formula', tex: '(f * g)(i, j) = \\sum_a\\sum_b f(a, b)\\, g(i-a,\\, j-b)' },
    { kind: 'text', text: '神经网络计算的是*互相关*，减号换成了加号：' },
    { kind: 'formula', tex: 'Y_{i,j} = \\sum_a\\sum_b K_{a,b}\\, X_{i+a,\\,j+b}' },
    {
      kind: 'text',
      text: '前者就是把核旋转半周后的后者：最后一行变成第一行，最后一列变成第一列。网格下方的算式里可以看到哪个权重遇到哪个格子。',
    },
    {
      kind: 'try',
      preset: 'correlation',
      label: '不翻转',
      text: '与上一课相同的数：19、25、37、43，而不是 5、11、23、29。',
    },
    {
      kind: 'try',
      preset: 'turned',
      label: '改为旋转核',
      text: '用旋转后的核 $\\begin{pmatrix}3&2\\\\1&0\\end{pmatrix}$ 作互相关，又得到卷积的结果。',
    },
    {
      kind: 'try',
      preset: 'symmetric',
      label: '旋转后不变的核',
      text: '在两种运算之间切换：什么也不变。',
    },
    {
      kind: 'text',
      text: '会学习的层按照使用核的方式来学习它。若用卷积训练，得到的是同样的数，只是旋转了半周，输出完全相同。所以两者都叫卷积，本程序也这样称呼。',
    },
  ],
  questions: [
    {
      ask: '用开始时的数，卷积的第一个数是多少？',
      explain: '$0\\cdot3+1\\cdot2+3\\cdot1+4\\cdot0=5$。',
    },
    {
      ask: '网络是用互相关训练的。要用真正的卷积来运行它，需要做什么？',
      options: ['把每个核旋转半周。', '重新训练。', '改变每个核的符号。'],
      explain: '运算的旋转与核的旋转互相抵消。',
    },
    {
      ask: '对哪些核，两种运算在任何输入上都相等？',
      options: ['权重之和为 0 的核。', '旋转半周后不变的核。', '正方形的核。'],
      explain: '高斯核、均值核和拉普拉斯核都是这样；Sobel 核会变号。',
    },
  ],
}
