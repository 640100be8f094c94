/** Models that are refused, and what may be done with them. */
export const models = {
  '{0} classes are named, and the network has {1}: they are numbered instead.':
    '给出了 {0} 个类别名，而网络有 {1} 个类别：改用编号。',
  'Layer "{0}": its {1} is missing, and must be [{2}].': '层“{0}”：缺少 {1}，其形状应为 [{2}]。',
  'Layer "{0}": its {1} is [{2}], and must be [{3}].': '层“{0}”：{1} 的形状是 [{2}]，应为 [{3}]。',
  'The folder {0} already holds an export: choose another folder, or allow its replacement with --overwrite.':
    '文件夹 {0} 中已有一个导出。请选择其他文件夹，或用 --overwrite 允许替换。',
  'The folder {0} already holds other files ("{1}"): choose a new or empty folder.':
    '文件夹 {0} 中已有其他文件（“{1}”）：请选择新的或空的文件夹。',
  'it does not start like a NumPy file': '文件开头不是 NumPy 文件的样子',
  '"{0}" is a NumPy file of version {1}; versions 1 and 2 can be read. Save it again with numpy.save.':
    '“{0}”是版本 {1} 的 NumPy 文件；这里可读取版本 1 和 2。请用 numpy.save 重新保存。',
  'it ends inside its header': '文件在文件头中间结束',
  'its header of {0} bytes does not fit': '其 {0} 字节的文件头放不下',
  'its shape ({0}) needs {1} bytes, and it has {2}': '形状 ({0}) 需要 {1} 个字节，而它有 {2} 个',
  '"{0}" can\'t be read as a NumPy array: {1}. Save it again with numpy.save or numpy.savez.':
    '无法将“{0}”读作 NumPy 数组：{1}。请用 numpy.save 或 numpy.savez 重新保存。',
  'its header is not a dictionary': '文件头不是字典',
  'its header is malformed': '文件头格式有误',
  'its header lacks descr, fortran_order or shape': '文件头缺少 descr、fortran_order 或 shape',
  '"{0}" holds numbers of type {1}; only float32 (\'<f4\') can be read: convert with .astype("<f4").':
    '“{0}”中的数为 {1} 类型；只能读取 float32（\'<f4\'）：请用 .astype("<f4") 转换。',
  '"{0}" is in Fortran order: save numpy.ascontiguousarray(…) of it.':
    '“{0}”按 Fortran 顺序存放：请保存 numpy.ascontiguousarray(…) 的结果。',
  'its shape {0} is malformed': '形状 {0} 的格式有误',
  '"{0}" is not an array: an npz holds .npy files only.': '“{0}”不是数组：npz 中只含 .npy 文件。',
  '{0} is not the description of an exported model: {1}: {2}': '{0} 不是已导出模型的描述：{1}：{2}',
  '{0} is not the description of an exported model: {1}': '{0} 不是已导出模型的描述：{1}',
  "The description that Convscope left in {0} can't be read ({1}: {2}). Its classes and normalisation are ignored, so the outputs may differ from those of the exported network.":
    '无法读取 Convscope 留在 {0} 中的描述（{1}：{2}）：其中的类别和标准化不予采用，因此结果可能与所导出的网络不同。',
  'The description that Convscope left in {0} is of other layers (they differ at "{1}"). Its classes and normalisation are ignored, so the outputs may differ from those of the exported network.':
    'Convscope 留在 {0} 中的描述属于另一些层（从“{1}”起不同）：其中的类别和标准化不予采用，因此结果可能与所导出的网络不同。',
  'The weights of {0} are no longer next to model.json. No other layer reads these layers, so they are left out, and the outputs are the same.':
    '{0} 的权重已不在 model.json 旁边。没有其他层读取这些层：它们已被略去，结果不变。',
  "No other layer reads {0}, and tfjs can't load such layers. They are left out of the model's layers, and only Convscope reads them back.":
    '没有其他层读取 {0}，而 tfjs 无法加载这样的层：它们不在模型的层之中，只有 Convscope 能读回。',
  'reads rows or columns that were cut out or repeated in an order that is not supported':
    '读取被裁出或重复的行或列，其顺序不受支持',
  '{0} is missing: choose the folder of an exported npz model.':
    '缺少 {0}：请选择已导出的 npz 模型的文件夹。',
  '{0} has {1} bytes; at most {2} are allowed.': '{0} 有 {1} 个字节；最多允许 {2} 个。',
  '{0} is not JSON: {1}': '{0} 不是 JSON：{1}',
  'The archive unpacks to {0} bytes; at most {1} are allowed.':
    '压缩包解压后有 {0} 个字节；最多允许 {1} 个。',
  '"{0}" is in it twice': '“{0}”在其中出现两次',
  'The zip archive is damaged: {0}.': 'zip 压缩包已损坏：{0}。',
  'its directory is missing; the file may be cut short': '缺少目录；文件可能被截断',
  '"{0}" is compressed, but must be stored uncompressed.': '“{0}”已压缩，而它必须不压缩存放。',
  'its directory is malformed': '目录格式有误',
  'The archive is encrypted.': '压缩包已加密。',
  '"{0}" has no header': '“{0}”没有文件头',
  '"{0}" runs past the end of the file': '“{0}”超出了文件末尾',
  '"{0}" is compressed by method {1}; stored and deflated files can be read.':
    '“{0}”以方法 {1} 压缩；这里可读取未压缩和 deflate 压缩的文件。',
  '"{0}" has {1} bytes instead of the declared {2}': '“{0}”有 {1} 个字节，声明的是 {2} 个',
  'the checksum of "{0}" is wrong': '“{0}”的校验和不对',
  '"{0}" can\'t be decompressed ({1})': '“{0}”无法解压（{1}）',
  '"{0}" can\'t be decompressed to its declared {1} bytes ({2})':
    '“{0}”无法解压为声明的 {1} 个字节（{2}）',
  'Layer "{0}": its weights "{1}" are missing or have the wrong size.':
    '层“{0}”：权重“{1}”缺失或大小不对。',
  'uses the activation "{0}"; supported are {1} and softmax':
    '使用激活函数“{0}”；支持 {1} 和 softmax',
  'has a threshold or a limit; supported are a ReLU with or without a slope, and a limit of 6 without one':
    '带有阈值或上限；支持带或不带斜率的 ReLU，以及不带斜率的上限 6',
  'uses the activation "hard_sigmoid", which is another function in Keras 2 (0.2·x + 0.5) than in Keras 3 (x/6 + 0.5), and the file does not say which of them wrote it':
    '使用激活函数“hard_sigmoid”，它在 Keras 2（0.2·x + 0.5）和 Keras 3（x/6 + 0.5）中是不同的函数，而文件没有说明由哪一个写成',
  'has a slope for each unit of its map; supported are one a channel (shared_axes of [1, 2]) and one for all':
    '为特征图的每个单元各设一个斜率；支持每个通道一个（shared_axes 为 [1, 2]）以及全体共用一个',
  "is bilinear and was written by tfjs, which reads other places of the map for it than Keras; only Keras's are supported":
    '是由 tfjs 写成的双线性上采样，它读取的位置与 Keras 不同；只支持 Keras 的',
  'Layer "{0}" ({1}) has no form in {2}: {3}. The npz format holds every network.':
    '层“{0}”（{1}）在 {2} 中没有对应的形式：{3}。npz 格式可以保存任何网络。',
  'it pads with 0, and this layer with {0}': '它用 0 填充，而这一层用 {0}',
  'its bilinear upsampling reads other places of the map': '它的双线性上采样读取特征图的其他位置',
  'it enlarges a map by whole factors only': '它只能按整数倍放大特征图',
  'works along axis {0}; only the last axis, the channels, is supported':
    '沿轴 {0} 计算；只支持最后一个轴，即通道',
  'has a setting that is not supported: {0}: {1}': '有一项设置不受支持：{0}：{1}',
  'The weights of layer "{0}" ({1}) are missing from the weight files\' list.':
    '权重文件的清单中缺少层“{0}”的权重（{1}）。',
  'Layer "{0}" needs weights of {1} ({2}), and the file holds {3}.':
    '层“{0}”需要形状为 {1} 的权重（{2}），而文件中是 {3}。',
  'does not fit what it reads: {0}': '与它读取的内容不相配：{0}',
  '{0} "{1}" {2}.': '{0}“{1}”{2}。',
  'reads a vector of {0}, and needs a map of [height, width, channels]':
    '读取的是 {0} 的向量，而它需要 [高, 宽, 通道] 的图',
  "The layers of model.json can't be read: {0}.": '无法读取 model.json 中的层：{0}。',
  '{0}: {1} {2}': '{0}：{1} {2}',
  'The model is a {0}; Sequential and Functional models can be read.':
    '该模型是 {0}；这里可读取 Sequential 和 Functional 模型。',
  'a {0} has no name': '有一个 {0} 没有名称',
  'two layers have the same name': '有两个层同名',
  'The model has {0} inputs ({1}); it must take one picture.':
    '该模型有 {0} 个输入（{1}）；它必须只接受一张图片。',
  'The model has {0} outputs ({1}), and one can be read. In Keras, make a model that ends at the one that you want, keras.Model(model.input, model.get_layer("{2}").output), and convert that.':
    '该模型有 {0} 个输出（{1}），而这里只能读取一个。请在 Keras 中建立一个以所需输出结尾的模型，即 keras.Model(model.input, model.get_layer("{2}").output)，再转换它。',
  '"{0}" is an operation ({1}) written among the layers, and only layers can be read. Leave it out of the model or use a layer for it, and convert the model again.':
    '“{0}”是写在各层之间的运算（{1}），而这里只能读取层。请把它移出模型或改用层来实现，然后重新转换模型。',
  'reads a grey picture without an axis of channels, [null, height, width], and treats its columns as channels, which is not supported; put a Reshape to [height, width, 1] before it':
    '读取的是没有通道轴的灰度图片 [null, 高, 宽]，并把其列当作通道，不受支持；请在它之前加一个到 [高, 宽, 1] 的 Reshape',
  'makes {0} of {1}; supported are a Reshape to a vector and one that gives a grey picture its axis of one channel':
    '把 {1} 变成 {0}；支持变成向量的 Reshape，以及给灰度图片加上单通道轴的 Reshape',
  'Layer "{0}" is used {1} times; shared layers can\'t be read.':
    '层“{0}”被使用 {1} 次；无法读取共享的层。',
  'Layer "{0}" reads layer "{1}" where that is used again; shared layers can\'t be read.':
    '层“{0}”读取层“{1}”的再次使用；无法读取共享的层。',
  'Layer "{0}" reads output {1} of layer "{2}"; only layers with one output can be read.':
    '层“{0}”读取层“{2}”的第 {1} 个输出；只能读取单输出的层。',
  '"{0}" is a regression: it gives values and no classes, so it has no accuracy and no confusion matrix. What it gives for a picture is shown by Inspect and by predict.':
    '“{0}”是回归模型：它给出数值而不是类别，因此没有准确率和混淆矩阵。它对图片给出的数值可在“观察”中或用 predict 查看。',
  'The outputs of "{0}" are labels of their own, of which any number can be right, and a data set gives each picture one class; so there is no accuracy and no confusion matrix. Each label\'s probability is shown by Inspect and by predict.':
    '“{0}”的各个输出是独立的标签，可有任意多个正确，而数据集只给每张图片一个类别；因此没有准确率和混淆矩阵。各标签的概率可在“观察”中或用 predict 查看。',
  'The network tells {0} classes apart, and "{1}" has {2}: choose a data set of as many classes.':
    '该网络区分 {0} 个类别，而“{1}”有 {2} 个：请选择类别数相同的数据集。',
  '"{0}" is a regression: it gives values and no probabilities. Choose a classifier.':
    '“{0}”是回归模型：它给出数值而不是概率。请选择分类模型。',
  '"{0}" is named and does not exist': '提到了“{0}”，但它不存在',
  '"{0}" reads itself in a circle': '“{0}”循环读取自身',
  'The model has no input, or ends in a ZeroPadding2D or Cropping2D.':
    '模型没有输入，或以 ZeroPadding2D 或 Cropping2D 结尾。',
  'model.json names the layer "{0}" before it exists.': 'model.json 在层“{0}”出现之前就提到了它。',
  'does not say its shape [null, height, width, channels]': '没有写明形状 [null, 高, 宽, 通道]',
  'is of a class that is not known here; known are {0}': '属于这里不认识的类；认识的有 {0}',
  'reads {0} layers, and takes one': '读取 {0} 个层，而它只接受一个',
  'This is a tfjs graph model, which has no layers to inspect. Convert the Keras model with --output_format=tfjs_layers_model. Without the Keras model, python -m tf2onnx.convert --tfjs model.json --output model.onnx makes an ONNX model of it.':
    '这是 tfjs 图模型，其中没有可查看的层。请用 --output_format=tfjs_layers_model 转换 Keras 模型。若没有 Keras 模型，可用 python -m tf2onnx.convert --tfjs model.json --output model.onnx 得到 ONNX 模型。',
  "model.json is not a tfjs layers model: {0}: {1}. Choose the model.json that tfjs's model.save or tensorflowjs_converter wrote.":
    'model.json 不是 tfjs 层模型：{0}：{1}。请选择由 tfjs 的 model.save 或 tensorflowjs_converter 写出的 model.json。',
  'model.json is not JSON ({0}). The file may be cut short; export or copy the model again.':
    'model.json 不是 JSON（{0}）。文件可能被截断；请重新导出或复制模型。',
  'model.json declares the weight "{0}" twice.': 'model.json 两次声明权重“{0}”。',
  'The weight "{0}" is quantised in a way that is not known here; float32 weights as float16, uint8 and uint16 can be read. Convert the model again with one of them, or without a --quantize option.':
    '权重“{0}”的量化方式在此未知；可以读取以 float16、uint8 和 uint16 存放的 float32 权重。请用其中一种重新转换模型，或不带 --quantize 选项。',
  'The weight "{0}" is of type {1}; only float32 weights can be loaded.':
    '权重“{0}”为 {1} 类型；只能载入 float32 权重。',
  'The weight files {0} hold {1} bytes, and model.json declares {2}. The copy may be incomplete.':
    '权重文件 {0} 共 {1} 个字节，而 model.json 声明 {2} 个。复制可能不完整。',
  'The weight file "{0}" is missing next to model.json. Copy the complete folder of the model.':
    'model.json 旁缺少权重文件“{0}”。请复制模型的整个文件夹。',
  'The weight file "{0}" is not a plain file.': '权重文件“{0}”不是普通文件。',
  'model.json names the weight file "{0}", which is not inside the model\'s folder. Such a model is not loaded.':
    'model.json 提到的权重文件“{0}”不在模型的文件夹内。这样的模型不会载入。',
  'There is no model at {0}.': '{0} 处没有模型。',
  'The folder {0} holds no {1}: choose the folder of an exported tfjs model.':
    '文件夹 {0} 中没有 {1}：请选择已导出的 tfjs 模型的文件夹。',
  '{0} has {1} bytes; a model.json has at most {2}.': '{0} 有 {1} 个字节；model.json 最多 {2} 个。',
  'The weights "{0}" of layer "{1}" are missing or have the wrong size; export the model again.':
    '层“{1}”的权重“{0}”缺失或大小不对；请重新导出模型。',
  'The weights have no "{0}", which the model "{1}" needs.': '权重中没有模型“{1}”需要的“{0}”。',
  'The weight "{0}" is {1}, and the model needs {2}.': '权重“{0}”的形状是 {1}，而模型需要 {2}。',
  'The weights have no "{0}.{1}".': '权重中没有“{0}.{1}”。',
  'There is no model "{0}": give a preset ({1}), bundled:lenet, a ModelSpec file, a run\'s folder or an exported model.':
    '没有模型“{0}”：请指定预设（{1}）、bundled:lenet、ModelSpec 文件、训练记录的文件夹或已导出的模型。',
  'There are {0} edits, but no edit {1}.': '共有 {0} 次编辑，没有第 {1} 次。',
  'Layer "{0}" has channels 0 … {1}, but no channel {2}.': '层“{0}”的通道为 0 … {1}，没有 {2}。',
  'Layer "{0}" has no filters; choose a convolution or a dense layer.':
    '层“{0}”没有卷积核；请选择卷积层或全连接层。',
  'Layer "{0}" has no filters.': '层“{0}”没有卷积核。',
  'A filter of "{0}" has {1} numbers ({2}), but {3} were given.':
    '“{0}”的一个卷积核有 {1} 个数（{2}），给出的是 {3} 个。',
  'Every weight must be a finite number.': '每个权重都必须是有限数。',
  'The switched-off channels of "{0}" can\'t be written into weights, because they are the network\'s output.':
    '“{0}”中关闭的通道无法写入权重，因为它们就是网络的输出。',
  'The switched-off channels of "{0}" can\'t be written into weights, because "{1}" ({2}) would still read them. Switch them off after "{3}", or in the convolution before.':
    '“{0}”中关闭的通道无法写入权重，因为“{1}”（{2}）仍会读取它们。请在“{3}”之后或在前面的卷积中关闭。',
  '"{0}" comes with the app and can\'t be {1}; import a copy or train a run of your own.':
    '“{0}”随应用提供，不能{1}；请导入一份副本或自己训练。',
  "An edited copy can't be {0}: save it as a model, or discard it in Inspect.":
    '编辑过的副本不能{0}：请将它保存为模型，或在“观察”中放弃。',
  renamed: '重命名',
  deleted: '删除',
  'This run is in progress: stop it before deleting it.': '该训练正在进行：请先停止再删除。',
  'This run is in progress: stop it first.': '该训练正在进行：请先停止。',
  'A model of this name already exists.': '已有同名的模型。',
  'There is no model at {0}: choose a model.json, or the folder of a run or an exported model.':
    '{0} 处没有模型：请选择 model.json，或训练记录或已导出模型的文件夹。',
  'There is no file {0}.': '没有文件 {0}。',
  "{0} has {1} bytes; a model's description has at most {2}.":
    '{0} 有 {1} 个字节；模型的描述最多 {2} 个。',
  '{0} holds no network: {1}': '{0} 中没有网络：{1}',
  '"{0}" names no model.': '“{0}”不是模型的名称。',
  "The network in the builder can't be {0}: save it in Model first.":
    '构建器中的网络不能{0}：请先在“模型”视图中保存。',
  'The builder’s network is no longer open here; open it again from Model.':
    '构建器中的网络已不在此处打开；请从“模型”视图重新打开。',
  '"{0}" names no edited copy.': '“{0}”不是编辑过的副本。',
  'This edited copy no longer exists; edit the model again.':
    '这份编辑过的副本已不存在；请重新编辑模型。',
  'The model "{0}" no longer exists.': '模型“{0}”已不存在。',
  'Its description is damaged; import the model again.': '它的描述已损坏；请重新导入模型。',
  'There is no preset "{0}"; there are {1}.': '没有预设“{0}”；现有 {1}。',
  'The network "{0}" no longer exists.': '网络“{0}”已不存在。',
  '{0} is damaged: {1}': '{0} 已损坏：{1}',
  '"{0}" is not a saved network; save this one as a new one.':
    '“{0}”不是已保存的网络；请将当前网络另存为新网络。',
  'The {0} weights of {1} take {2} ({3} bytes), and opening them needs {4} times as much memory. This machine has {5} of memory, enough for weights of {6}. Make its widest layers narrower, or open it on a machine with more memory.':
    '{1} 的 {0} 个权重占 {2}（{3} 字节），打开它们需要 {4} 倍的内存；本机有 {5} 内存，足够 {6} 的权重。请缩窄最宽的层，或在内存更大的机器上打开。',
  '{0} weights of "{1}" are not finite numbers; its answers may be NaN.':
    '“{1}”有 {0} 个权重不是有限数；其结果可能为 NaN。',
  restored: '还原',
  'This model no longer exists.': '该模型已不存在。',
  'This model is no longer in the trash.': '该模型已不在回收站中。',
  "{0} is not JSON ({1}). A network's file is JSON, as “Save as a file” in Model writes it.":
    '{0} 不是 JSON（{1}）。网络文件是 JSON，如“模型”中“保存为文件…”所写。',
  "{0} is {1}; such files can't be read here. {2}": '{0} 是{1}，这里无法读取。{2}',
  'a TorchScript module': ' TorchScript 模块',
  'a file of torch.save, which can run any code when it is loaded':
    ' torch.save 的文件，载入时可能运行任意代码',
  'a TensorFlow Lite model': ' TensorFlow Lite 模型',
  'a file of NumPy arrays without the network that they belong to': '没有所属网络的 NumPy 数组文件',
  'a TensorFlow graph, which has no layers to inspect': ' TensorFlow 计算图，其中没有可查看的层',
  'a picture': '一张图片',
  'Convert it with tensorflowjs_converter --input_format={0} --output_format=tfjs_layers_model, and give the folder that this writes.':
    '请用 tensorflowjs_converter --input_format={0} --output_format=tfjs_layers_model 转换，再使用它写出的文件夹。',
  'Give its arrays as weights.npz next to a spec.json: export any model here as npz to see how both are written.':
    '请将其数组存为 weights.npz，并与 spec.json 放在一起：在这里将任一模型导出为 npz 即可看到两者的写法。',
  'The model comes first, then the picture.': '先写模型，再写图片。',
  '{0} holds no model. {1}': '{0} 中没有模型。{1}',
  'A model is the folder or the model.json of an export, the folder of a run, an ONNX file, a .keras or .h5 file of Keras, or a network as JSON.':
    '模型可以是导出的文件夹或其 model.json、训练记录的文件夹、ONNX 文件、Keras 的 .keras 或 .h5 文件，或 JSON 格式的网络。',
  "{0} is the folder of a TensorFlow SavedModel that no export of Convscope wrote; such folders can't be read here. {1} This works for models that Keras saved.":
    '{0} 是并非由 Convscope 导出的 TensorFlow SavedModel 文件夹，这里无法读取。{1}这适用于由 Keras 保存的模型。',
  'Keras has no table of connections ({0}): it predicts the same, and a training in Keras also learns the connections that the table leaves out.':
    'Keras 没有连接表（{0}）：它的预测相同，但在 Keras 中继续训练也会学习表中没有的连接。',
  '{0} is not a SavedModel, or it is damaged. Export it again.':
    '{0} 不是 SavedModel，或已损坏。请重新导出。',
  "{0} has {1}; a SavedModel's graph has at most {2}.":
    '{0} 有 {1}；SavedModel 的计算图最大为 {2}。',
  'The weights have {0}; the graph of a SavedModel holds at most {1}. Export the model as onnx or safetensors.':
    '权重有 {0}；SavedModel 的计算图最多容纳 {1}。请将模型导出为 onnx 或 safetensors。',
  'The description that Convscope left in {0} is of another graph (they differ at "{1}").':
    'Convscope 在 {0} 中留下的描述属于另一张图（二者在“{1}”处不同）。',
  'The format {0} has no place for the preprocessing: its description says how pictures are prepared. Export without --with-preprocessing, or as onnx, savedmodel or keras.':
    '格式 {0} 无处存放预处理：其描述说明了图片如何处理。请不带 --with-preprocessing 导出，或导出为 onnx、savedmodel 或 keras。',
  "A file of the format {0} gives every layer's output without being asked, or none. Export without --all-outputs, or as onnx or savedmodel.":
    '格式 {0} 的文件本来就给出每一层的输出，或都不给出。请不带 --all-outputs 导出，或导出为 onnx 或 savedmodel。',
  'The network takes {0} channels, and a picture has 1 or 3: there is no preprocessing. Export without --with-preprocessing.':
    '网络接受 {0} 个通道，而图片有 1 或 3 个通道：没有预处理。请不带 --with-preprocessing 导出。',
  '{0} is not an ONNX model, or it is damaged. Export it again.':
    '{0} 不是 ONNX 模型，或已损坏。请重新导出。',
  '{0} has {1}; an ONNX file has at most {2}, with larger weights in a file of their own.':
    '{0} 有 {1}；ONNX 文件最大为 {2}，更大的权重应存放在单独的文件中。',
  '"{0}" lies in the file "{1}", and only files next to {2} are read.':
    '“{0}”存放在文件“{1}”中，而只会读取与 {2} 位于同一文件夹的文件。',
  '{0} is missing next to {1}; it holds the weights.': '{1} 旁边缺少 {0}，其中存放着权重。',
  'The array "{0}" of {1} has another length than its shape.':
    '{1} 中数组“{0}”的长度与其形状不符。',
  'The array "{0}" has the type {1}; only FLOAT is read.':
    '数组“{0}”的类型为 {1}；只能读取 FLOAT。',
  'The description that Convscope left in {0} is of another graph (they differ at "{1}"). Its classes and normalisation are ignored, so the outputs may differ from those of the exported network.':
    'Convscope 在 {0} 中留下的描述属于另一张图（二者在“{1}”处不同）。其中的类别和标准化会被忽略，因此输出可能与导出的网络不同。',
  'This is not a safetensors file, or it is damaged: {0}':
    '这不是 safetensors 文件，或文件已损坏：{0}',
  '"{0}" has numbers of the type {1}; F32, F16 and BF16 are read.':
    '“{0}”的数值类型为 {1}；只能读取 F32、F16 和 BF16。',
  'the size of "{0}" does not fit its shape.': '“{0}”的大小与其形状不符。',
  '"{0}" lies over another array.': '“{0}”与另一个数组重叠。',
  '"{0}" ends behind the end of the file.': '“{0}”超出了文件末尾。',
  'its header is not JSON.': '其文件头不是 JSON。',
  'it is too short.': '文件过短。',
  'its header would be longer than the file or than a header may be.':
    '其文件头比文件本身或允许的长度还长。',
  'its header does not describe "{0}".': '其文件头没有描述“{0}”。',
  '{0} is a safetensors file without the network that its arrays belong to. Put a spec.json next to it: export any model here as npz to see how that is written, and what the arrays are called.':
    '{0} 是 safetensors 文件，其中没有数组所属的网络。请在它旁边放一个 spec.json：在这里将任一模型导出为 npz，即可看到该文件的写法以及数组的名称。',
  '{0} is missing: choose the folder of an exported model.':
    '缺少 {0}：请选择一个已导出模型的文件夹。',
}
