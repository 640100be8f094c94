/** Why an exported model differs from the model that it was made of. */
export const certificate = {
  'The values of its map of {0}×{1}×{2} are read in another order: one side has the channels last, the other first.':
    '其 {0}×{1}×{2} 的特征图按不同的顺序展平：一方通道在后，另一方通道在前。',
  'It adds no bias on one side, and the other side adds one.': '一方不加偏置，另一方加偏置。',
  'Its settings are the same, and its weights are others.': '设置相同，但权重不同。',
  'None of the known causes gives the same numbers.': '已知的原因都得不到相同的数值。',
  'the nearest pixel': '最近邻像素',
  'the pixel at the corner': '角点像素',
  'bilinear without antialiasing': '双线性，不抗锯齿',
  'means of areas': '区域平均',
  'bicubic with antialiasing': '双三次，抗锯齿',
  'bicubic without antialiasing': '双三次，不抗锯齿',
  'Lanczos with antialiasing': 'Lanczos，抗锯齿',
  'Light and dark are exchanged.': '明暗颠倒。',
  'Red, green and blue come in the opposite order.': '红、绿、蓝的顺序相反。',
  'Pictures of other proportions are fitted in two ways: {0} and {1}.':
    '对于比例不同的图片，双方的适配方式不同：{0} 与 {1}。',
  'Pictures are resized bilinear with antialiasing on one side, and by another method on the other: {0}.':
    '一方以抗锯齿的双线性方法缩放图片，另一方用的是：{0}。',
  'The mean and the deviation are left out on one side.': '一方没有使用均值和标准差。',
  'Values lie in {0} on one side, in another range on the other.':
    '一方的数值范围是 {0}，另一方是其他范围。',
  'Pictures become different inputs, and none of the known causes gives the same numbers.':
    '图片变成了不同的输入，而已知的原因都得不到相同的数值。',
  'Its kernels are flipped: one side computes a cross-correlation, the other a convolution.':
    '卷积核被翻转：一方计算互相关，另一方计算卷积。',
  'The rows and the columns of its kernels are exchanged.': '卷积核的行与列互换了。',
  'It takes red, green and blue in the opposite order.': '它读取红、绿、蓝的顺序相反。',
  'A softmax is applied to the outputs once more.': '对输出多做了一次 softmax。',
  'The softmax at the end is missing.': '缺少末尾的 softmax。',
  'Its padding is {0} on one side of the comparison and {1} on the other (top, bottom, left, right).':
    '一方的填充是 {0}，另一方是 {1}（上、下、左、右）。',
  'Its means count the zeros of the padding on one side of the comparison only.':
    '只有一方在求平均时计入填充的零。',
  'Its ε is {0} on one side and {1} on the other.': '一方的 ε 是 {0}，另一方是 {1}。',
  'Its function is {0} ({1}) on one side and {2} on the other.':
    '一方的函数是 {0}（{1}），另一方是 {2}。',
  'seeded numbers from −1 to 1': '由种子生成的 −1 到 1 之间的数',
  'The export was opened again and differs from the model at "{0}": {1} Nothing was written.':
    '重新打开导出文件后，发现它在“{0}”处与模型不同：{1}没有写入任何内容。',
  'Its output is {0} on one side and {1} on the other.': '一方的输出是 {0}，另一方是 {1}。',
  'The two sides have outputs of different shapes.': '双方输出的形状不同。',
  'A new batch counts {0} in its running averages on one side and {1} on the other: predictions are the same, and a training goes on differently.':
    '一方的滑动平均中新批量的权重是 {0}，另一方是 {1}：预测相同，但继续训练的结果会不同。',
  '{0} of the certificate is damaged or belongs to another export; export the model again.':
    '证书中的 {0} 已损坏或属于另一次导出；请重新导出模型。',
  "{0} can't be read: {1}: {2}": '无法读取 {0}：{1}：{2}',
  'The process that opens the export again ended ({0}).': '重新打开导出文件的进程已结束（{0}）。',
  'a drawn pattern, number {0}': '绘制的图案，编号 {0}',
  'the picture {0} that comes with Convscope': 'Convscope 自带的图片 {0}',
  'picture {0} of the test half of {1}': '{1} 测试部分的图片 {0}',
  '{0} has no certificate: name the model that it must be with --against.':
    '{0} 没有证书：请用 --against 指明它应当与哪个模型相同。',
  'It takes an input of {0}, and the other model one of another size.':
    '它的输入是 {0}，另一个模型的输入尺寸不同。',
  '{0} has no outputs of the layer "{1}"; run the check of this export again.':
    '{0} 中没有层“{1}”的输出；请重新运行此导出的检查。',
}
