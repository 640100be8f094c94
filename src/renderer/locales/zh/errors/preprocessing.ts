/** How pictures are prepared for another program's model, and what its classes are called. */
export const preprocessing = {
  'Blue, green, red is an order of 3 channels, and the network takes {0}.':
    '“蓝、绿、红”是 3 个通道的顺序，而网络接受 {0} 个通道。',
  'The network has a layer "{0}", which is a name of the layers that turn channels round; give it another name.':
    '网络中有一层名为“{0}”，这是颠倒通道的层所用的名称；请给它换个名称。',
  'the file gives no sign of other numbers, and most small networks take these':
    '文件中没有其他依据，而多数小型网络使用这样的数值',
  'it begins with a rescaling of its own ("{0}")': '它以自己的缩放层（“{0}”）开始',
  'it begins with a rescaling of its own ("{0}"), which would make too large numbers of 0…255':
    '它以自己的缩放层（“{0}”）开始，而 0…255 经它会得到过大的数值',
  'Keras\'s "{0}" was trained with such pictures': 'Keras 的“{0}”是用这样的图片训练的',
  "it has 1000 classes and 3 channels, as PyTorch's networks for ImageNet have":
    '它有 1000 个类别和 3 个通道，与 PyTorch 的 ImageNet 网络相同',
  "The labels can't be read: {0}. Give one name a line, a JSON list, or a JSON object of names and places as ImageNet's index files are.":
    '无法读取标签：{0}。请每行给出一个名称，或给出 JSON 列表，或像 ImageNet 索引文件那样由名称和序号组成的 JSON 对象。',
  'there is none': '一个也没有',
  'there are {0}, and at most {1}': '有 {0} 个，而最多 {1} 个',
  'it is JSON of another form': '它是其他形式的 JSON',
  'it begins like JSON and is none': '它的开头像 JSON，但并不是 JSON',
  'none or several have the place {0}': '序号 {0} 缺失或重复',
  'There are {0} labels, and the model has {1} outputs to name.':
    '给出了 {0} 个标签，而模型有 {1} 个输出需要命名。',
  "The file doesn't say how pictures are prepared. {0} is assumed: {1}. An import with another answer keeps it.":
    '文件没有说明图片如何预处理。假定为 {0}：{1}。导入时给出其他回答即可保存。',
  "The file doesn't name its classes, so they have numbers.": '文件没有给出类别名，因此使用编号。',
  prepared: '设置预处理',
  'How pictures are prepared for a run follows from its recipe; export it, import it, and change the copy.':
    '训练记录的图片预处理由其配方决定；请导出、再导入，然后更改副本。',
  'The format {0} has no weights of {1} of its own: they would be operators of the network, which not every tool computes alike. Export without --quantise, or as tfjs.':
    '格式 {0} 本身没有 {1} 类型的权重：它们会成为网络中的算子，而各工具的计算并不都相同。请不带 --quantise 导出，或导出为 tfjs。',
  "The weights are stored as {0}. On {1} pictures the outputs differ from the model's own by at most {2}; the largest output is {3}.":
    '权重以 {0} 存放。在 {1} 张图片上，输出与模型本身相差最多 {2}；最大的输出为 {3}。',
}
