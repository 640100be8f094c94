/** Data sets: files, downloads, caches. */
export const datasets = {
  '{0} is not on this machine. {1}': '本机上没有 {0}。{1}',
  'use {0}': '使用 {0}',
  'read {0}': '读取 {0}',
  'read the folder {0}': '读取文件夹 {0}',
  'read the pictures': '读取图片',
  '{0} has {1} bytes instead of {2}': '{0} 有 {1} 个字节，应为 {2} 个',
  '{0} ends before picture {1}': '{0} 在第 {1} 张图片之前就结束了',
  'A picture of {0}×{1}×{2} has {3} bytes, and {4} were given.':
    '{0}×{1}×{2} 的图片有 {3} 个字节，给出的是 {4} 个。',
  '{0} has no data_batch_1.bin … and test_batch.bin':
    '{0} 中没有 data_batch_1.bin … 和 test_batch.bin',
  '{0} has {1} bytes, which is no whole number of CIFAR-10 records of {2}; bring it again':
    '{0} 有 {1} 个字节，不是 {2} 字节的 CIFAR-10 记录的整数倍；请重新获取',
  '{0} holds more than one data set: both {1} and {2} could be its {3}. Put each set into a folder of its own':
    '{0} 中不止一个数据集：{1} 和 {2} 都可能是其 {3}。请将每个数据集放入各自的文件夹',
  '{0} has no {1}; it needs images and labels of each part':
    '{0} 中没有 {1}；训练和测试两部分都需要图片和标签',
  '{0}: training pictures are {1} × {2} × {3}, test pictures {4} × {5} × {6}':
    '{0}：训练图片为 {1} × {2} × {3}，测试图片为 {4} × {5} × {6}',
  '{0} needs at least two sub-folders, one a class, with PNG or JPEG files in them':
    '{0} 至少需要两个子文件夹，每个类别一个，其中放 PNG 或 JPEG 文件',
  '{0} has no pictures for its {1} part': '{0} 的 {1} 部分没有图片',
  '{0} pictures of {1} × {2} × {3} need more than {4} MB; choose a smaller size':
    '{0} 张 {1} × {2} × {3} 的图片需要超过 {4} MB；请选择较小的尺寸',
  '{0} of {1} pictures can not be read: {2}. Mend or remove them and try again':
    '{1} 张图片中有 {0} 张无法读取：{2}。请修复或移除后重试',
  '{0} of {1} pictures can not be read: {2} … and {3} more. Mend or remove them and try again':
    '{1} 张图片中有 {0} 张无法读取：{2} … 另有 {3} 张。请修复或移除后重试',
  "{0} holds no data set that is known: IDX files (train-images-idx3-ubyte …), CIFAR-10's binary files (data_batch_1.bin …), or at least two sub-folders of PNG or JPEG files, one a class":
    '{0} 中没有可识别的数据集：IDX 文件（train-images-idx3-ubyte …）、CIFAR-10 的二进制文件（data_batch_1.bin …），或至少两个子文件夹，每个类别一个，其中放 PNG 或 JPEG 文件',
  '{0} is a class that {1} does not have': '{0} 是 {1} 中没有的类别',
  '{0} is neither PNG nor JPEG; convert it or take it out of the folder':
    '{0} 既不是 PNG 也不是 JPEG；请转换它或将它移出文件夹',
  '{0} is not a whole IDX file: {1}': '{0} 不是完整的 IDX 文件：{1}',
  'it does not begin with the IDX magic number': '开头不是 IDX 的标识数',
  '{0} holds {1} numbers; pictures and labels must be unsigned bytes':
    '{0} 中的数为 {1}；图片和标签必须是无符号字节',
  'its header names {0} dimensions': '文件头写明有 {0} 个维度',
  '{0} needs {1} bytes; it has {2}': '{0} 需要 {1} 个字节；它有 {2} 个',
  'pictures need 3 dimensions (count, height, width); it has {0}':
    '图片需要 3 个维度（数量、高、宽）；它有 {0} 个',
  'its dimensions are {0}': '它的各维度为 {0}',
  'labels need 1 dimension; it has {0}': '标签需要 1 个维度；它有 {0} 个',
  'it has {0} labels for {1} pictures': '{1} 张图片有 {0} 个标签',
  '{0}: label {1} is {2}, but there are {3} classes': '{0}：第 {1} 个标签是 {2}，而只有 {3} 个类别',
  '{0} has no {1}, packed or not': '{0} 中没有 {1}（无论是否压缩）',
  "{0} is not {1}'s file: its SHA-256 is {2}, not {3}":
    '{0} 不是 {1} 的文件：其 SHA-256 为 {2}，应为 {3}',
  '{0} has no {1} picture {2}: they are numbered 0 … {3}':
    '{0} 没有编号为 {2} 的 {1} 图片：编号为 0 … {3}',
  '{0} is not cached yet; bring it with: convscope datasets fetch {1}':
    '{0} 尚未缓存；获取命令：convscope datasets fetch {1}',
  '{0} is damaged: {1}. Mend it with: convscope datasets fetch {2}':
    '{0} 已损坏：{1}。修复命令：convscope datasets fetch {2}',
  'There is no data set "{0}". Known: {1}; others are imported from a folder':
    '没有数据集“{0}”。已知的有：{1}；其他数据集可从文件夹导入',
  '{0} has {1} bytes instead of {2}; bring it again': '{0} 有 {1} 个字节，应为 {2} 个；请重新获取',
  '{0} is no gzip file; bring it again': '{0} 不是 gzip 文件；请重新获取',
  '{0} announces {1} unpacked bytes instead of {2}; it is cut off or another file: bring it again':
    '{0} 写明解压后有 {1} 个字节，应为 {2} 个；文件被截断或不是所需的文件：请重新获取',
  '{0} can not be unpacked: {1}; bring it again': '{0} 无法解压：{1}；请重新获取',
  '{0} has {1} MB; at most {2} MB are read': '{0} 有 {1} MB；最多读取 {2} MB',
  'fetch the package {0}': '获取软件包 {0}',
  'apt-get downloaded no {0}': 'apt-get 没有下载到 {0}',
  'apt-get does not find {0} ({1}); try: sudo apt-get update && sudo apt-get install {2}':
    'apt-get 找不到 {0}（{1}）；请试：sudo apt-get update && sudo apt-get install {2}',
  'Could not bring {0}: {1}': '无法获取 {0}：{1}',
  '{0} offers {1} bytes; at most {2} are expected': '{0} 提供 {1} 个字节；预期最多 {2} 个',
  '{0} ended after {1} of {2} bytes; try again to go on from there':
    '{0} 在 {2} 个字节中的第 {1} 个之后中断；重试即可从那里继续',
  '{0} answered {1} {2}': '{0} 的回答是 {1} {2}',
  '{0} sends more than the {1} bytes that are expected': '{0} 发送的内容超过预期的 {1} 个字节',
  '{0} sent nothing for {1} seconds; try again to go on from there':
    '{0} 有 {1} 秒没有发送任何内容；重试即可从那里继续',
  '{0} can not be reached: {1}': '无法连接 {0}：{1}',
  'download {0}': '下载 {0}',
  'the lists of packages': '软件包列表',
  '{0} is missing': '缺少 {0}',
  '{0} has changed since it was cached: its SHA-256 is {1}, not {2}':
    '{0} 在缓存之后发生了变化：其 SHA-256 为 {1}，应为 {2}',
  '{0}; fetching it again mends it': '{0}；重新获取即可修复',
  '{0} is gone': '{0} 已不存在',
  'manifest.json can not be read: {0}': '无法读取 manifest.json：{0}',
  'manifest.json is damaged': 'manifest.json 已损坏',
  'Unpack cifar-10-binary.tar.gz from https://www.cs.toronto.edu/~kriz/cifar.html and import its folder, or put it into $CONVSCOPE_DATASETS/cifar10':
    '请从 https://www.cs.toronto.edu/~kriz/cifar.html 获取并解压 cifar-10-binary.tar.gz，再导入其文件夹，或将它放到 $CONVSCOPE_DATASETS/cifar10',
}
