/** Why a recipe is proposed. */
export const suggest = {
  '{0} convolutions with batch normalisation, {1} channels in the first, make maps of {2} from pictures of {3} for {4} classes. {5}{6}.':
    '{0} 个带批量规范化的卷积层，第一层有 {1} 个通道，把 {3} 的图片变为 {2} 的特征图，区分 {4} 个类别。{5}{6}。',
  "The maps are averaged, so the position of a thing in the picture doesn't matter":
    '特征图取平均值，因此物体在图片中的位置无关紧要',
  'Every position of the maps has weights of its own, because small pictures usually show one thing in the middle':
    '特征图的每个位置都有自己的权重，因为小图片通常在中间显示一个物体',
  '; dropout reduces overfitting': '；暂退法可减少过拟合',
  'The values of the training pictures have the mean {0} and the standard deviation {1}. They are brought to 0 and 1.':
    '训练图片的像素值均值为 {0}，标准差为 {1}，规范化后变为 0 和 1。',
  'Adam with the rate {0} suits networks with batch normalisation. The rate rises during the first epoch and then falls to 0, so that the last epochs settle.':
    '学习率为 {0} 的 Adam 适合带批量规范化的网络。学习率在第一轮中上升，之后降到 0，使最后几轮趋于稳定。',
  '{0} training pictures in batches of {1}, {2} epochs: {3} steps, about {4} on this machine.':
    '{0} 张训练图片，每批 {1} 张，{2} 轮：共 {3} 步，在本机上大约需要 {4}。',
  '{0} seconds': '{0} 秒',
  '{0} minutes': '{0} 分钟',
} satisfies Readonly<Record<string, string>>
