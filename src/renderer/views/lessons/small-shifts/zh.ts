import type { LessonText } from '../definition'

export const zh: LessonText = {
  title: '汇聚与微小平移',
  summary: '图像移动一个像素，边缘图会有许多处改变。汇聚之后变化较小；小多少，由数说明。',
  body: [
    {
      kind: 'text',
      text: '轻轻一动，原在一个像素上的边缘就到了下一个像素，而照片从不会两次从完全相同的位置拍摄。窗口中的最大值只问边缘是否在其中某处。（书中把移动后的图像写作 $z[i,j]=x[i,j+1]$，照字面是向左移一个像素；两个滑块都可以朝两边移动。）',
    },
    {
      kind: 'text',
      text: '这里不把输出移回去，而是在原处比较两个输出。给出的是数值不变的格子所占的比例，以及差的长度与图的长度之比；$f$ 是卷积，$g$ 是其后的汇聚。',
    },
    { kind: 'formula', tex: '\\frac{\\lVert f(T_{0,1}X)-f(X)\\rVert}{\\lVert f(X)\\rVert}' },
    {
      kind: 'formula',
      tex: '\\frac{\\lVert g(f(T_{0,1}X))-g(f(X))\\rVert}{\\lVert g(f(X))\\rVert}',
    },
    {
      kind: 'try',
      preset: 'one',
      label: '2×2 最大汇聚',
      text: '比较两个数：汇聚后的图保留得更多。',
    },
    {
      kind: 'try',
      preset: 'larger',
      label: '4×4 最大汇聚',
      text: '窗口越大越宽容，对位置也知道得越少。',
    },
    {
      kind: 'try',
      preset: 'average',
      label: '2×2 平均汇聚',
      text: '平均值在各处都变一点，而不是在少数地方变很多。',
    },
    { kind: 'try', preset: 'down', label: '步幅 2', text: '图同时减半，汇聚层通常就是这样用的。' },
    {
      kind: 'try',
      preset: 'far',
      label: '五个像素',
      text: '超出窗口就不管用了：汇聚只能抵御微小的平移。',
    },
  ],
  questions: [
    {
      ask: '更大的汇聚窗口有什么作用？',
      options: [
        '容忍更大的平移，丢失更多的位置信息。',
        '更准确地找到位置。',
        '使图与任何平移无关。',
      ],
      explain: '在窗口之内位置不算数，这既是用处，也是代价。',
    },
    {
      ask: '汇聚层要学习多少个参数？',
      options: ['窗口的每格一个。', '没有。', '一个偏置。'],
      explain: '汇聚是固定的规则。',
    },
  ],
}
