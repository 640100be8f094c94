/** Pictures that are refused. */
export const pictures = {
  '{0} is a file of {1} MB; at most 32 MB are opened. Save it smaller first':
    '{0} 的大小为 {1} MB；最多打开 32 MB 的文件。请先将它另存为较小的文件',
  '{0} is a file of the format {1}; PNG and JPEG pictures are opened. Save it as one of these and try again':
    '{0} 是 {1} 格式的文件；这里可打开 PNG 和 JPEG 图片。请另存为其中一种后重试',
  '{0} is empty; PNG and JPEG pictures are opened': '{0} 是空文件；这里可打开 PNG 和 JPEG 图片',
  '{0} is no picture that can be read; PNG and JPEG pictures are opened':
    '{0} 不是可读取的图片；这里可打开 PNG 和 JPEG 图片',
  'The network takes {0} channels; a picture can be given to networks with 1 (grey) or 3 (red, green, blue)':
    '该网络的输入有 {0} 个通道；图片只能输入 1 个通道（灰度）或 3 个通道（红、绿、蓝）的网络',
  'its size is given twice, in different ways': '其中两处写明的尺寸互不相同',
  '{0} is a damaged {1} file: {2}. Open it in another program and save it again':
    '{0} 是已损坏的 {1} 文件：{2}。请用其他程序打开并重新保存',
  'it holds no pixels': '其中没有像素',
  'it is cut off at byte {0}': '文件在第 {0} 字节处中断',
  'it has two frames': '其中有两个帧',
  'its pixels come before its size': '像素出现在尺寸之前',
  '{0} is a progressive JPEG of more than {1} scans, too many for its {2} × {3} pixels; save it as a baseline JPEG':
    '{0} 是扫描次数超过 {1} 的渐进式 JPEG，对 {2} × {3} 像素而言过多；请另存为基线 JPEG',
  'it is cut off before its end': '文件尚未结束就中断了',
  'there is no marker at byte {0}': '第 {0} 字节处没有标记',
  'it is cut off inside its pixels': '文件在像素数据中间中断',
  '{0} is a lossless or arithmetic-coded JPEG; save it as a baseline or progressive JPEG':
    '{0} 是无损或算术编码的 JPEG；请另存为基线或渐进式 JPEG',
  '{0} is a JPEG with {1} bits a sample; save it with 8':
    '{0} 是每个样本 {1} 位的 JPEG；请以 8 位保存',
  'its frame has {0} colours': '它的帧有 {0} 个颜色分量',
  'its colours are sampled in an impossible way': '它的颜色采样方式不可能成立',
  '{0} is damaged: its header says {1} × {2} pixels':
    '{0} 已损坏：文件头写明的尺寸是 {1} × {2} 像素',
  '{0} has {1} × {2} pixels ({3} megapixels); at most 16 megapixels are opened. Make it smaller first':
    '{0} 有 {1} × {2} 像素（{3} 百万像素）；最多打开 1600 万像素的图片。请先将它缩小',
  'The picture could not be read: its thread ended ({0}).': '无法读取图片：读取线程已终止（{0}）。',
  'there is no chunk at byte {0}': '第 {0} 字节处没有数据块',
  'it is cut off inside its {0} chunk': '文件在 {0} 数据块中间中断',
  'it does not begin with a header': '文件开头不是文件头',
  'it has two headers': '其中有两个文件头',
  'its palette has {0} bytes': '调色板有 {0} 个字节',
  '{0} is a PNG with a chunk "{1}" that is not part of the standard; save it again as an ordinary PNG':
    '{0} 是含有非标准数据块“{1}”的 PNG；请重新保存为普通 PNG',
  'its header has {0} bytes instead of 13': '文件头有 {0} 个字节，应为 13 个',
  'its colour type is {0}': '颜色类型为 {0}',
  'colour type {0} has no {1} bits a sample': '颜色类型 {0} 没有每样本 {1} 位的形式',
  'its header names an unknown compression, filter or interlacing':
    '文件头中的压缩、滤波或隔行方式未知',
  'its pixels unpack to more than the {0} bytes that its header announces':
    '像素解压后超过文件头所说的 {0} 个字节',
  'its pixels can not be unpacked': '像素无法解压',
  'row {0} has an unknown filter': '第 {0} 行的滤波方式未知',
  'its pixels unpack to {0} bytes instead of {1}': '像素解压后为 {0} 个字节，应为 {1} 个',
  'its palette is missing': '缺少调色板',
  'This picture is no longer kept; open it again.': '这张图片已不再保留；请重新打开。',
  '{0} no longer exists.': '{0} 已不存在。',
  '{0} is not a file; drop a PNG or JPEG picture.': '{0} 不是文件；请拖入 PNG 或 JPEG 图片。',
  'There is no sample picture named "{0}".': '没有名为“{0}”的示例图片。',
  'The file is no longer known; choose it again.': '该文件的记录已失效；请重新选择。',
}
