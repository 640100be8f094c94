/** Pictures that are refused. */
export const pictures = {
  '{0} is a file of {1} MB; at most 64 MB are opened. Save it smaller first':
    '{0} 的大小为 {1} MB；最多打开 64 MB 的文件。请先将它另存为较小的文件',
  '{0} is a file of the format {1}; PNG, JPEG, WebP, GIF, BMP, TIFF, AVIF and HEIC pictures are opened. Save it as one of these and try again':
    '{0} 是 {1} 格式的文件；这里可打开 PNG、JPEG、WebP、GIF、BMP、TIFF、AVIF 和 HEIC 图片。请另存为其中一种后重试',
  '{0} is empty; PNG, JPEG, WebP, GIF, BMP, TIFF, AVIF and HEIC pictures are opened':
    '{0} 是空文件；这里可打开 PNG、JPEG、WebP、GIF、BMP、TIFF、AVIF 和 HEIC 图片',
  '{0} is no picture that can be read; PNG, JPEG, WebP, GIF, BMP, TIFF, AVIF and HEIC pictures are opened':
    '{0} 不是可读取的图片；这里可打开 PNG、JPEG、WebP、GIF、BMP、TIFF、AVIF 和 HEIC 图片',
  'The network takes {0} channels; a picture can be given to networks with 1 (grey) or 3 (red, green, blue)':
    '该网络的输入有 {0} 个通道；图片只能输入 1 个通道（灰度）或 3 个通道（红、绿、蓝）的网络',
  '{0} is a damaged {1} file: {2}. Open it in another program and save it again':
    '{0} 是已损坏的 {1} 文件：{2}。请用其他程序打开并重新保存',
  'it is cut off inside its pixels': '文件在像素数据中间中断',
  'its data can not be decoded': '其中的数据无法解码',
  'the decoder says “{0}”': '解码器报告“{0}”',
  '{0} needs more memory to decode than is set aside for a picture. Save it smaller first':
    '解码 {0} 所需的内存超过为一张图片预留的内存。请先将它另存为较小的文件',
  '{0} is of a kind of {1} that is not opened ({2}). Save it as an ordinary {3} or PNG file':
    '{0} 属于这里不能打开的一种 {1}（{2}）。请另存为普通的 {3} 或 PNG 文件',
  '{0} is a progressive JPEG of {1} scans, too many for its {2} megapixels; save it as a baseline JPEG':
    '{0} 是有 {1} 次扫描的渐进式 JPEG，对 {2} 百万像素而言过多；请另存为基线 JPEG',
  '{0} takes too long to decode; it may be damaged. Open it in another program and save it again':
    '解码 {0} 用时过长；它可能已损坏。请用其他程序打开并重新保存',
  '{0} is damaged: its header says {1} × {2} pixels':
    '{0} 已损坏：文件头写明的尺寸是 {1} × {2} 像素',
  '{0} has {1} × {2} pixels ({3} megapixels); at most 100 megapixels are opened. Make it smaller first':
    '{0} 有 {1} × {2} 像素（{3} 百万像素）；最多打开 1 亿像素的图片。请先将它缩小',
  'The picture could not be read: its thread ended ({0}).': '无法读取图片：读取线程已终止（{0}）。',
  'This picture is no longer kept; open it again.': '这张图片已不再保留；请重新打开。',
  '{0} no longer exists.': '{0} 已不存在。',
  '{0} is not a file; drop a picture.': '{0} 不是文件；请拖入图片。',
  'There is no sample picture named "{0}".': '没有名为“{0}”的示例图片。',
  'The file is no longer known; choose it again.': '该文件的记录已失效；请重新选择。',
}
