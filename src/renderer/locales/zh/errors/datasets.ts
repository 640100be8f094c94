/** Data sets: files, downloads, caches. */
export const datasets = {
  '{0} has no part “{1}”.': '{0} 没有“{1}”部分。',
  'No training picture of {0} would be left: set fewer aside':
    '{0} 将没有训练图片剩下：请少搁置一些',
  'No test picture of {0} would be left: set fewer aside': '{0} 将没有测试图片剩下：请少搁置一些',
  'At most {0} pictures of each half can be set aside, not {1}: a recipe carries the list. Remove them from the files, and import these again':
    '每个部分最多可搁置 {0} 张图片，而不是 {1} 张：配方中要带上该列表。请从文件中移除它们，再重新导入',
  'Nothing of {0} is kept on this machine.': '本机上没有保存 {0} 的任何内容。',
  'A data set of this name already exists.': '已有同名的数据集。',
  'This data set is no longer in the trash.': '该数据集已不在回收站中。',
  it: '它',
  'keep {0}': '保存“{0}”',
  'The class “{0}” has {1} bytes, which are no pictures of {2} × {3}.':
    '类别“{0}”有 {1} 字节，不是 {2} × {3} 的整张图片。',
  'The import’s {0} {1}': '导入的 {0} {1}',
  '{0} holds more than {1} files': '{0} 中的文件超过 {1} 个',
  'a link to a folder that it lies in': '指向其所在文件夹的链接',
  'more than {0} folders deep': '文件夹层数超过 {0}',
  'a link to nothing': '指向不存在之处的链接',
  'neither a file nor a folder': '既不是文件也不是文件夹',
  'its path leads out of the archive': '其路径通向压缩包之外',
  '{0} unpacks to more than {1} MB': '{0} 解压后超过 {1} MB',
  'another copy of {0}': '{0} 的另一份副本',
  'Labels begin at 1 in these files; here they are counted from 0.':
    '这些文件中的标签从 1 开始；这里从 0 开始计数。',
  'its pixels go from {0} to {1}, and lie in 0 … 255 or 0 … 1 as a rule':
    '它的像素值从 {0} 到 {1}，而通常在 0 … 255 或 0 … 1 之间',
  'label {0} is {1}, which is no class': '第 {0} 个标签是 {1}，它不是类别',
  '{0} is no batch of CIFAR for Python; bring it again':
    '{0} 不是 Python 版 CIFAR 的批次；请重新获取',
  '{0} is a damaged pickle; bring it again': '{0} 是损坏的 pickle 文件；请重新获取',
  '{0} is a pickle that holds more than a data set needs ({1}); it is not opened':
    '{0} 这个 pickle 文件含有数据集不需要的内容（{1}）；未打开',
  "{0} has no CSV file with a label and a square picture's pixels on each line":
    '{0} 中没有每行为一个标签和一张方形图片像素的 CSV 文件',
  'its pictures have another size than those of {0}': '其图片的尺寸与 {0} 的不同',
  'its lines have no label': '其各行没有标签',
  'its lines are no label and a square picture': '其各行不是一个标签和一张方形图片',
  'not a label and {0} pixels of 0 … 255': '不是一个标签和 {0} 个 0 … 255 的像素',
  '{0} has no .npz file': '{0} 中没有 .npz 文件',
  '{0} holds more than one data set: {1} and {2}. Import one of these files':
    '{0} 中不止一个数据集：{1} 和 {2}。请导入其中一个文件',
  'pictures for validation are not used': '用于验证的图片未使用',
  '{0} has no arrays “{1}” and “{2}”. It has: {3}': '{0} 中没有数组“{1}”和“{2}”。其中有：{3}',
  'Which arrays of {0} are the pictures and the labels? Name them (--keys pictures,labels). It has: {1}':
    '{0} 中哪些数组是图片和标签？请指明（--keys 图片,标签）。其中有：{1}',
  '“{0}” has the shape {1}; pictures need count × height × width, with 1 or 3 channels':
    '“{0}”的形状为 {1}；图片需要 数量 × 高 × 宽，通道数为 1 或 3',
  '“{0}” has {1} labels for {2} pictures': '“{0}”有 {1} 个标签，而图片有 {2} 张',
  '“{0}” gives a picture several labels; a data set gives each picture one class':
    '“{0}”给一张图片多个标签；数据集给每张图片一个类别',
  '"{0}" holds what is no array of numbers in C order: save numpy.ascontiguousarray(…) of it, of a plain type.':
    '“{0}”不是按 C 顺序存放的数值数组：请保存它的 numpy.ascontiguousarray(…)，并使用基本类型。',
  'no picture': '不是图片',
  'it lies in no folder of a class': '它不在任何类别的文件夹中',
  'it lies beside the training pictures, not among them': '它在训练图片旁边，而不在其中',
  'its pictures lie in no folders of classes': '其图片不在类别的文件夹中',
  'it is not used: {0} is what is tested on': '未使用：测试用的是 {0}',
  '{0} holds no picture and is no class.': '{0} 中没有图片，不是类别。',
  'the table has no class for it': '表格中没有它的类别',
  'its name names no class': '其文件名没有给出类别',
  'Classes are those of the table beside the pictures.': '类别取自图片旁边的表格。',
  'Classes are what stands before the number in the files’ names.':
    '类别取自文件名中数字之前的部分。',
  '{0} has one class only, “{1}”: a network has nothing to tell apart. Bring a second class':
    '{0} 只有一个类别“{1}”：网络无从区分。请加入第二个类别',
  'The name of a data set has 1 to 120 characters; this one has {0}':
    '数据集的名称有 1 至 120 个字符；这个有 {0} 个',
  '{0} is not on this machine. {1}': '本机上没有 {0}。{1}',
  'use {0}': '使用 {0}',
  'read {0}': '读取 {0}',
  'read the folder {0}': '读取文件夹 {0}',
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
  '{0} needs at least two sub-folders, one a class, with pictures in them; or pictures whose names or a table beside them name their classes':
    '{0} 至少需要两个子文件夹，每个类别一个，其中放图片；或者图片的文件名或旁边的表格给出类别',
  '{0} has no pictures for its {1} part': '{0} 的 {1} 部分没有图片',
  '{0} pictures of {1} × {2} × {3} need more than {4} MB; choose a smaller size':
    '{0} 张 {1} × {2} × {3} 的图片需要超过 {4} MB；请选择较小的尺寸',
  '{0} of {1} pictures can not be read: {2}. Repair or remove them, or leave them out (--skip-unreadable), and try again':
    '{1} 张图片中有 {0} 张无法读取：{2}。请修复、移除或跳过它们（--skip-unreadable）后重试',
  '{0} of {1} pictures can not be read: {2} … and {3} more. Repair or remove them, or leave them out (--skip-unreadable), and try again':
    '{1} 张图片中有 {0} 张无法读取：{2} … 另有 {3} 张。请修复、移除或跳过它们（--skip-unreadable）后重试',
  "{0} holds no data set that is known: IDX files (train-images-idx3-ubyte …), CIFAR's files (data_batch_1 …), an .npz, a CSV of labels and pixels, or pictures in at least two sub-folders, one a class":
    '{0} 中没有可识别的数据集：IDX 文件（train-images-idx3-ubyte …）、CIFAR 的文件（data_batch_1 …）、.npz、标签与像素的 CSV，或至少两个子文件夹中的图片，每个类别一个',
  '{0} is a class that {1} does not have': '{0} 是 {1} 中没有的类别',
  '{0} is not a whole IDX file: {1}': '{0} 不是完整的 IDX 文件：{1}',
  'it does not begin with the IDX magic number': '开头不是 IDX 的标识数',
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
  '{0} is damaged: {1}. Repair it with: convscope datasets fetch {2}':
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
  '{0}; fetch it again to repair it': '{0}；重新获取即可修复',
  '{0} is gone': '{0} 已不存在',
  'manifest.json can not be read: {0}': '无法读取 manifest.json：{0}',
  'manifest.json is damaged': 'manifest.json 已损坏',
  'Unpack cifar-10-binary.tar.gz from https://www.cs.toronto.edu/~kriz/cifar.html and import its folder, or put it into $CONVSCOPE_DATASETS/cifar10':
    '请从 https://www.cs.toronto.edu/~kriz/cifar.html 获取并解压 cifar-10-binary.tar.gz，再导入其文件夹，或将它放到 $CONVSCOPE_DATASETS/cifar10',
}
