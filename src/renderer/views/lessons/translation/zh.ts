import type { LessonText } from '../definition'

export const zh: LessonText = {
  title: '平移：移一移，看一看',
  summary: '移动图像，卷积的输出随之移动。准确到什么程度，由一个数说明。',
  body: [
    {
      kind: 'text',
      text: '权重处处相同，图像移动时输出就跟着移动，这叫做*等变性*。先移动再卷积，与先卷积再移动，结果应当相同：',
    },
    { kind: 'formula', tex: 'f(T_{u,v}X)=T_{u,v}f(X)' },
    {
      kind: 'formula',
      tex: '\\frac{\\lVert f(T_{u,v}X)-T_{u,v}f(X)\\rVert}{\\lVert T_{u,v}f(X)\\rVert}',
    },
    {
      kind: 'text',
      text: '这个数比较这两种次序：差的长度除以输出的长度。零表示输出只是移动了。对应的格子已离开图像的，不作比较。可以用滑块移动，也可以在“移动”框里用方向键。',
    },
    {
      kind: 'try',
      preset: 'plain',
      label: '向右一个像素',
      text: '误差恰好为零：图形离边缘足够远。',
    },
    { kind: 'heading', text: '什么会破坏它' },
    { kind: 'try', preset: 'edge', label: '移出图像', text: '从边缘离开的东西移不回来。' },
    {
      kind: 'try',
      preset: 'bright',
      label: '明亮边缘处的填充',
      text: '这里的图像首尾相接，什么也不会丢。但填充的零停在原处：在灰色背景上它们像一条自己的边缘，而这条边缘不移动。',
    },
    { kind: 'try', preset: 'wrapped', label: '填充也首尾相接', text: '没有边缘，就没有误差。' },
    {
      kind: 'try',
      preset: 'stride',
      label: '步幅 2，移一个像素',
      text: '输出应当移动半格，但它做不到。',
    },
    {
      kind: 'try',
      preset: 'strideWhole',
      label: '步幅 2，移两个像素',
      text: '整整一格：又准确了。步幅为 $s$ 时，只有移动 $s$ 的倍数才是等变的。',
    },
    { kind: 'try', preset: 'pooled', label: '步幅 2 的汇聚', text: '每个汇聚层也是如此。' },
    { kind: 'heading', text: '整个网络' },
    {
      kind: 'text',
      text: '分类器不应当等变，而应当*不变*：裤子移动后还是裤子。下面的曲线是本应用自带的、训练好的 LeNet 在图像移动时的回答。两次步幅 2、填充，尤其是对每个位置都有独立权重的全连接层，使它远非不变。',
    },
    {
      kind: 'try',
      preset: 'trousers',
      label: '裤子，五个像素',
      text: '看第一类的那条线。点击曲线可以移到那里。',
    },
    {
      kind: 'try',
      preset: 'boot',
      label: '短靴',
      text: '这里网络本来就拿不准：移动一两个像素，短靴就成了运动鞋或凉鞋。',
    },
  ],
  questions: [
    {
      ask: '步幅为 2、零填充时，图像移动多少个像素，输出才会准确地移动？',
      options: ['任意多个。', '偶数个。', '奇数个。'],
      explain: '两个输入格子对应一个输出格子。',
    },
    {
      ask: '网络有两个步幅为 2 的汇聚层，没有别的步幅。远离边缘处，移动多少个像素的倍数时特征图仍然准确？',
      explain: '$2\\cdot2=4$：步幅相乘。',
    },
  ],
}
