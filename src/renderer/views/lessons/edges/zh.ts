import type { LessonText } from '../definition'

export const zh: LessonText = {
  title: '边缘检测',
  summary: '两个数就足以在一个方向上找到明暗交界。',
  body: [
    {
      kind: 'text',
      text: '右边的图像有六行八列：两侧亮（1），中间暗（0）。核 $[1, -1]$ 让每个格子减去它右边的邻居。',
    },
    { kind: 'formula', tex: 'Y_{i,j} = X_{i,j} - X_{i,j+1}' },
    {
      kind: 'text',
      text: '相邻两格相等时结果为 0；由亮到暗为 $1$，由暗到亮为 $-1$：这个核能区分两种边缘。',
    },
    {
      kind: 'try',
      preset: 'transposed',
      label: '转置图像',
      text: '行列互换，边缘变成水平方向。同一个核只比较同一行的邻居，而它们现在处处相等，所以什么也找不到。',
    },
    {
      kind: 'try',
      preset: 'upright',
      label: '把核竖起来',
      text: '核 $[1,-1]^{\\top}$ 比较一格与它下面的一格，能找到水平边缘。',
    },
    { kind: 'heading', text: '用自己的图像' },
    {
      kind: 'text',
      text: '把 PNG 或 JPEG 拖到窗口里，或在输入下方的列表中选一个样例，再从核库里挑一个核。Sobel 和 Prewitt 估计横向或纵向的坡度，并在另一方向上平滑；拉普拉斯核对各个方向的边缘都有反应；高斯核使图像模糊；*锐化*补回模糊所丢掉的；*浮雕*像是从一角打光。每个核都可以逐格修改。',
    },
    {
      kind: 'try',
      preset: 'picture',
      label: '回到 6×8 图像',
      text: '蓝色为负，红色为正（深色主题中为橙色），中间为零。',
    },
  ],
  questions: [
    { ask: '对开始时的图像，$Y_{0,5}$ 是多少？', explain: '$X_{0,5}-X_{0,6}=0-1=-1$：由暗到亮。' },
    { ask: '对转置后的图像，输出中最大的数是多少？', explain: '同一行的邻居相等，所有差都是 0。' },
    {
      ask: 'Sobel 核的权重之和为 0，由此可知什么？',
      options: ['它会使图像变亮。', '它能找到各个方向的边缘。', '在图像平坦的地方它给出 0。'],
      explain: '在平坦处所有乘积有同一个因子：亮度乘以权重之和，而后者为 0。',
    },
  ],
}
