/** Faults of the files of Keras and of HDF5. */
export const keras: Readonly<Record<string, string>> = {
  'Give the Keras model that it was made from, as .keras or .h5.':
    '请提供生成它的 Keras 模型（.keras 或 .h5）。',
  '{0} is not a whole HDF5 file. It may be cut short or damaged: save or copy it again.':
    '{0} 不是完整的 HDF5 文件，可能被截断或已损坏：请重新保存或复制。',
  "{0} can't be read: the HDF5 library fails on it or takes too long. It may be damaged: save or copy it again.":
    '无法读取 {0}：HDF5 库读取它时出错或耗时过长。文件可能已损坏：请重新保存或复制。',
  "{0} can't be read: {1}.": '无法读取 {0}：{1}。',
  'its groups are nested more than {0} deep': '其中的组嵌套超过 {0} 层',
  'it has more than {0} entries': '其中的条目超过 {0} 个',
  '"{0}" leads to another file, and only one file is read':
    '“{0}”指向另一个文件，而这里只读取一个文件',
  '"{0}" leads nowhere': '“{0}”没有指向任何内容',
  'its attribute "{0}" is too large': '属性“{0}”过大',
  '"{0}" has fewer numbers than its shape says': '“{0}”的数值少于其形状所示',
  '"{0}" claims {1} bytes, more than a file of {2} bytes can hold':
    '“{0}”声称有 {1} 字节，超过了 {2} 字节的文件所能容纳的量',
  'The arrays of {0} take more than {1} bytes, the most that can be opened here.':
    '{0} 的数组超过 {1} 字节，这是此处能打开的上限。',
  '{0} is not a Keras model: {1}: {2}: {3}': '{0} 不是 Keras 模型：{1}：{2}：{3}',
  '{0} is not a Keras model: {1}: {2}': '{0} 不是 Keras 模型：{1}：{2}',
  '{0} {1}': '{0} {1}',
  "{0} layers can't be taken over, so nothing was imported. {1}":
    '有 {0} 个层无法转换，因此没有导入任何内容。{1}',
  "No other layer reads {0}, and Keras has no such layers in a model. They are left out of the model's layers, and only Convscope reads them back.":
    '没有其他层读取 {0}，而 Keras 的模型中没有这样的层。它们不在模型的层之中，只有 Convscope 能读回它们。',
  'models are nested more than {0} deep': '模型嵌套超过 {0} 层',
  'is of a class that is not known here: it is code, which is never run; write it as layers (a Rescaling, for example) and save the model again':
    '属于此处未知的类：它是代码，而这里从不运行代码；请改用层（例如 Rescaling）实现，并重新保存模型',
  'reads {0} layers, and takes two': '读取 {0} 个层，而它只接受两个',
  'Left out, because they act in training only: {0}.': '以下层只在训练时起作用，因此已略去：{0}。',
  'cuts {0}×{1} out of a smaller picture of {2}×{3}, which enlarges it':
    '要从较小的 {2}×{3} 图片中裁出 {0}×{1}，这会放大图片',
  '{0} "{1}" is of a class of its own ({2}), whose code is not in the file; code of models is never run here.':
    '{0}“{1}”属于自定义类（{2}），其代码不在文件中；这里从不运行模型中的代码。',
  '{0} holds weights without the layers that they belong to. Save the whole model in Keras by model.save("model.keras"), not by save_weights.':
    '{0} 只有权重，没有它们所属的层。请在 Keras 中用 model.save("model.keras") 保存整个模型，而不是用 save_weights。',
  'The layers of {0} take {1} bytes; at most {2} are allowed.':
    '{0} 的层描述占 {1} 字节；最多允许 {2} 字节。',
  'The layers of {0} are not JSON: {1}': '{0} 的层描述不是 JSON：{1}',
  'The weights of layer "{0}" are of type {1}; only float32 weights can be read.':
    '层“{0}”的权重类型为 {1}；只能读取 float32 权重。',
}
