/** Changes of training pictures: what is proposed, and what is refused. */
export const augment = {
  'augment.{0} changes colours, so it needs pictures with 3 channels; these have {1}. Leave it out.':
    'augment.{0} 会改变颜色，因此需要 3 个通道的图片；这些图片有 {1} 个通道。请去掉它。',
  'changes colours, so it needs pictures with 3 channels; these have {0}':
    '会改变颜色，因此需要 3 个通道的图片；这些图片有 {0} 个通道',
  'There is no training example {0}; there are {1}, counted from 0.':
    '没有编号为 {0} 的训练样本；共有 {1} 个，从 0 开始编号。',
  'A mirrored digit or letter is another sign or none, so nothing is mirrored.':
    '镜像后的数字或字母会变成别的符号，或什么都不是，因此不做镜像。',
  'Hands write at different sizes and slants: sizes change by up to a tenth, angles by up to 10 degrees.':
    '每个人写字的大小和倾斜程度不同：大小最多改变十分之一，角度最多改变 10 度。',
  'A thing that lies a little elsewhere is of the same class: shifts by up to a tenth of the side.':
    '物体的位置稍有不同，仍属于同一类别：最多平移边长的十分之一。',
  'Things look alike from the left and from the right: half of the pictures are mirrored.':
    '从左看和从右看，物体的样子相似：一半的图片做左右镜像。',
  'The class “{0}” names a side, so nothing is mirrored.': '类别“{0}”含有方向，因此不做镜像。',
  'Photographs are taken in different light: brightness and contrast change by up to a fifth.':
    '照片在不同光线下拍摄：亮度和对比度最多改变五分之一。',
} satisfies Readonly<Record<string, string>>
