/** Networks and what is computed from them. */
export const networks = {
  'The network has no layer "{0}".': '网络中没有层“{0}”。',
  'There is no layer "{0}"; the layers are {1}.': '没有层“{0}”；现有的层是 {1}。',
  'There is no layer "{0}".': '没有层“{0}”。',
  '"{0}" would come before a layer that it reads.': '“{0}”会排在它所读取的层之前。',
  '"{0}" can\'t read "{1}": "{2}" already depends on "{3}", and a network has no cycles.':
    '“{0}”不能读取“{1}”：“{2}”已依赖“{3}”，而网络中不能有环。',
  '"{0}" has no layer "{1}". It has {2}.': '“{0}”没有层“{1}”。现有 {2}。',
  'There is no unit {0} in layer "{1}" of {2}: valid are {3}.':
    '{2} 的层“{1}”中没有单元 {0}：有效的是 {3}。',
  'Not a valid recipe: {0}: {1}': '不是有效的配方：{0}：{1}',
  'Not a network: {0}: {1}': '不是网络：{0}：{1}',
  'Not a valid model: {0}: {1}': '不是有效的模型：{0}：{1}',
  'Layer "{0}": {1}': '层“{0}”：{1}',
  'the id is used twice; give one of the two another name.': '该名称用了两次；请给其中一个换名称。',
  'its input "{0}" is not a layer before it.': '它的输入“{0}”不是它之前的层。',
  'a {0} has no such parameter': '{0} 没有这个参数',
  'An id starts with a letter, followed by letters, digits, "_" and "-".':
    '标识以字母开头，其后为字母、数字、“_”与“-”。',
  'the network ends in a map of {0}, and training and evaluation need a vector of logits: end with a dense layer, flatten or globalAvgPool2d.':
    '网络以 {0} 的特征图结尾，而训练与评估需要 logits 向量：请以全连接层、flatten 或 globalAvgPool2d 结束。',
  '"{0}" ends in maps, which are features and no classes, so it has no accuracy and no confusion matrix. Its maps are shown by Inspect and by activations.':
    '“{0}”以特征图结尾，它们是特征而非类别，因此没有准确率与混淆矩阵。其特征图可在“检视”中或用 activations 查看。',
  'An input of {0} is too small for "{1}": valid are {2}×{3} to {4}×{5}. ({6})':
    '{0} 的输入对“{1}”而言太小：有效范围是 {2}×{3} 到 {4}×{5}。（{6}）',
  'An input of {0} is too large: valid are {1}×{2} to {3}×{4}.':
    '{0} 的输入太大：有效范围是 {1}×{2} 到 {3}×{4}。',
  'A reflection needs more cells than it adds: at most {0} beside this map.':
    '镜像填充的格数必须少于特征图的格数：这张特征图旁最多 {0}。',
  'The cropping leaves nothing of {0}: make it smaller.': '裁剪后 {0} 不剩任何部分：请减小裁剪。',
  'Only leakyRelu and hardSigmoid have a slope.': '只有 leakyRelu 和 hardSigmoid 有斜率（slope）。',
  'Only elu has an alpha.': '只有 elu 有 alpha。',
  'Only the mode "constant" has a value.': '只有 “constant” 模式有 value。',
  'A factor or a size is needed.': '需要给出倍数（factor）或尺寸（size）。',
  "A factor and a size can't be given together.": '不能同时给出倍数（factor）和尺寸（size）。',
  'The padding removes the whole output of {0}×{1}: make it smaller.':
    '填充去掉了 {0}×{1} 的整个输出：请减小填充。',
  '{0} groups must divide the {1} input channels and the {2} output channels.':
    '组数 {0} 必须整除 {1} 个输入通道和 {2} 个输出通道。',
  '{0} has no layer that computes a local response norm ("{1}"). Export the model as npz.':
    '{0} 没有计算局部响应规范化（“{1}”）的层。请将模型导出为 npz。',
  'The numbers "{0}" of layer "{1}" are constants of the network, and the file has others; export the model again.':
    '层“{1}”的数“{0}”是网络的常数，而文件中的数不同；请重新导出模型。',
  'has {0} groups': '有 {0} 个组',
  'has {0} means and {1} variances for {2} channels': '有 {0} 个均值和 {1} 个方差，而通道有 {2} 个',
  'Layer "{0}" needs {1} numbers ({2}), and the file has {3}.':
    '层“{0}”需要 {1} 个数（{2}），而文件中有 {3} 个。',
  'A layer has groups or a table of connections, but not both.':
    '一个层或者有分组，或者有连接表，不能两者都有。',
  'connections has {0} lists, and the layer has {1} channels: write one list for each.':
    'connections 有 {0} 个列表，而该层有 {1} 个通道：请为每个通道写一个列表。',
  'connections of channel {0}: {1} is named twice or is none of the input’s channels 0 … {2}.':
    '通道 {0} 的 connections：{1} 写了两次，或不是输入的通道 0 … {2} 之一。',
  'Layer "{0}": its {1} has numbers where its connections have none; they must be 0.':
    '层“{0}”：其 {1} 在没有连接的位置上有数值；这些数必须为 0。',
  '{0} groups must divide the {1} input channels.': '组数 {0} 必须整除 {1} 个输入通道。',
  '{0} has {1} numbers, and the input has {2} channels: write one number for each channel, or one for all.':
    '{0} 有 {1} 个数，而输入有 {2} 个通道：请为每个通道写一个数，或为全部写一个数。',
  'Channels {0} up to {1} are no part of the {2} channels of the input: from is at least 0, and to is larger than from and at most {3}.':
    '通道 {0} 到 {1} 不在输入的 {2} 个通道之内：from 至少为 0，to 大于 from 且不超过 {3}。',
  'This layer takes one map of [height, width, channels], but got {0}.':
    '该层接受一个 [高, 宽, 通道] 的图，得到的是 {0}。',
  'This layer takes one map of [height, width, channels], but got nothing.':
    '该层接受一个 [高, 宽, 通道] 的图，却没有得到输入。',
  'This layer takes one input, but got {0}.': '该层接受一个输入，得到 {0} 个。',
  'A dense layer takes a vector, but got {0}: put a flatten before it.':
    '全连接层接受向量，得到的是 {0}：请在它前面加一个 flatten。',
  'This layer takes two or more inputs.': '该层接受两个或更多输入。',
  '{0}, but got {1}.': '{0}，得到的是 {1}。',
  'Padding of a pooling layer must be smaller than its window of {0}: a window in the padding alone has no value.':
    '汇聚层的填充必须小于其 {0} 的窗口：只落在填充上的窗口没有值。',
  'Only the kernels of a convolution can be turned or mirrored.':
    '只有卷积的卷积核可以旋转或镜像。',
  "A kernel of {0}×{1} can't be turned by a quarter: it would not fit its layer. Mirror or flip it instead.":
    '{0}×{1} 的卷积核不能旋转 90°：那样就与其层不符。可改用镜像或翻转。',
  'A window of {0} does not fit the padded input of {1}: make the kernel smaller or pad more.':
    '{0} 的窗口放不进填充后为 {1} 的输入：请减小卷积核或增加填充。',
  'There is no {0} {1}: there are {2}.': '没有 {0} {1}：共有 {2} 个。',
  'A kernel of {0} does not fit a picture of {1}.': '{0} 的卷积核放不进 {1} 的图片。',
  'The first kernel is {0}, but the one to be learned is {1}.':
    '起始卷积核为 {0}，而要学习的是 {1}。',
  'The picture must be square, but is {0}×{1}.': '图片必须是正方形，现为 {0}×{1}。',
  'A dense layer on {0}×{1} has {2} weights; at most {3}×{4} is drawn.':
    '{0}×{1} 上的全连接层有 {2} 个权重；最多画出 {3}×{4}。',
  'The radius is at most {0} on a picture of {1}×{2}.': '在 {1}×{2} 的图片上，半径最大为 {0}。',
  'The gradient of "{0}" is not finite: the weights are damaged or diverged.':
    '“{0}”的梯度不是有限数：权重已损坏或发散。',
  'There would be {0} patches of {1}×{2}; at most {3} are tried. Make the patches {4} pixels wide or more.':
    '将有 {0} 块 {1}×{2} 的区域；最多尝试 {3} 块。请将区域的边长设为 {4} 像素或更大。',
  'This run has no weights of its epochs, because an older version trained it. Train it again.':
    '这条训练记录没有保留各轮的权重：它由较旧的版本训练。请重新训练一次。',
  'The outputs of this network take {0} bytes for one picture; at most {1} bytes are allowed. Make its input or its layers smaller.':
    '该网络对一张图片的输出占 {0} 个字节；最多允许 {1} 个字节。请减小输入或各层。',
  'This forward pass is no longer kept; run the picture through the network again.':
    '这次前向计算已不再保留；请让图片重新通过网络。',
  'The input is the picture itself and has no arithmetic. Choose a layer.':
    '输入就是图片本身，没有运算。请选择一个层。',
  'This unit of "{0}" is {1}: the weights or an earlier layer\'s values are not finite.':
    '“{0}”的这个单元为 {1}：权重或前面某层的值不是有限数。',
  'Layer "{0}" of {1} has no unit {2}, {3} in channel {4}.':
    '{1} 的层“{0}”在通道 {4} 中没有单元 {2}, {3}。',
  'Layer "{0}" of {1} has no unit {2} in channel {3}.': '{1} 的层“{0}”在通道 {3} 中没有单元 {2}。',
  'Layer "{0}" of {1} has no channel {2}.': '{1} 的层“{0}”没有通道 {2}。',
  '"{0}" is not finite for this picture, so nothing can be traced back from it.':
    '对这张图片，“{0}”不是有限数，因此无法由它回溯。',
  'Layer "{0}" has no maps with places on the picture; choose a convolution, its activation or a pooling.':
    '层“{0}”没有可对应到图片位置的特征图；请选择卷积、其激活函数或汇聚层。',
  '"{0}" does not read "{1}"; choose a layer before it.': '“{0}”不读取“{1}”；请选择它之前的层。',
  'The pictures of "{0}" are {1}, and the network takes {2}; choose a data set of that size.':
    '“{0}”的图片为 {1}，而网络接受 {2}；请选择尺寸相符的数据集。',
  'The data set has not been searched for this layer yet.': '尚未针对这一层搜索该数据集。',
  'The picture is {0}, and the network takes {1}.': '图片为 {0}，而网络接受 {1}。',
  'The measurement ended ({0}); the batch may be too large for this machine.':
    '测量已终止（{0}）；批量对本机而言可能太大。',
  'Inputs of an addition must have the same shape': '相加的各输入必须形状相同',
  'Inputs of a multiplication must have the same shape': '相乘的各输入必须形状相同',
  'Inputs of a concatenation must agree in height and width': '拼接的各输入必须高宽相同',
}
