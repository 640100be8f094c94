import type { LessonText } from '../definition'

export const zh: LessonText = {
  title: '互相关运算',
  summary: '一个小窗口在输入上滑动；在每个位置，把它覆盖的数与核对应相乘再相加。',
  body: [
    {
      kind: 'text',
      text: '把核 $K$ 放在输入 $X$ 的左上角，核里的每个数与它盖住的数相乘，再把乘积加起来，就得到第一个输出。向右移动一列，重复一次；到了行末就下移一行。',
    },
    {
      kind: 'formula',
      tex: 'Y_{i,j} = \\sum_{a=0}^{k_h-1}\\sum_{b=0}^{k_w-1} X_{i+a,\\,j+b}\\,K_{a,b}',
    },
    {
      kind: 'text',
      text: '核必须完全落在输入之内，所以输出比输入小：$n_h\\times n_w$ 的输入与 $k_h\\times k_w$ 的核得到 $(n_h-k_h+1)\\times(n_w-k_w+1)$ 的输出。',
    },
    {
      kind: 'try',
      preset: 'last',
      label: '最后一个输出',
      text: '右下角的窗口：$4\\cdot0+5\\cdot1+7\\cdot2+8\\cdot3=43$。',
    },
    {
      kind: 'try',
      preset: 'centre',
      label: '正中间的数',
      text: '从输入这边看：每个窗口都盖住中间的 $4$，所以它进入全部四个输出，每次乘的权重不同。',
    },
    { kind: 'heading', text: '卷积层' },
    {
      kind: 'text',
      text: '卷积层就是这个运算，外加两样要学习的东西：核，这时叫做*权重*；还有加到每个输出上的一个数，叫做*偏置*。',
    },
    { kind: 'try', preset: 'bias', label: '偏置为 10', text: '每个输出都增加 10，其余不变。' },
    {
      kind: 'text',
      text: '点击输入或核中的任何一个数，键入新的值。把指针移到输出的某个数上，就能看到它从何而来。',
    },
  ],
  questions: [
    {
      ask: '对于本课开始时的数，$Y_{0,1}$ 是多少？',
      explain: '$1\\cdot0+2\\cdot1+4\\cdot2+5\\cdot3=25$。',
    },
    {
      ask: '不算偏置，使用这个核的层有多少个权重？',
      explain: '$2\\times2$ 的核每格一个。与输入的大小无关。',
    },
    {
      ask: '把核中的一个数调大，哪些输出可能改变？',
      options: ['只有窗口下面的那一个。', '全部输出。', '只有边缘上的输出。'],
      explain: '每个位置用的都是同一个核，这就是“共享权重”的意思。',
    },
  ],
}
