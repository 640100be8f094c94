/** Operands of the lessons’ operations. */
export const operations = {
  '{0} numbers for {1} output channels.': '{1} 个输出通道给出了 {0} 个数。',
  '{0} must divide the {1} input channels and the {2} output channels.':
    '{0} 必须整除 {1} 个输入通道和 {2} 个输出通道。',
  'it has {0} input channels; the input has {1}.': '它有 {0} 个输入通道；输入有 {1} 个。',
  'it has {0} input channels; the input has {1} in {2} groups, which makes {3} a group.':
    '它有 {0} 个输入通道；输入有 {1} 个，分为 {2} 组，每组 {3} 个。',
  '{0} takes a JSON object such as {"input": [[…]], …}.':
    '{0} 接受 JSON 对象，例如 {"input": [[…]], …}。',
  '{0} has no such field; it takes {1}.': '{0} 没有这个字段；它接受 {1}。',
  'expected {0}, got {1}.': '应为 {0}，得到的是 {1}。',
  '{0}: {1}': '{0}：{1}',
  '{0} numbers for a shape of {1}.': '形状 {1} 给出了 {0} 个数。',
  'every number must be finite.': '每个数都必须是有限数。',
  'it is empty: its shape is {0}.': '它是空的：形状为 {0}。',
  '{0}: {1} numbers are more than {2}.': '{0}：{1} 个数超过 {2} 个。',
  'missing; give a nested array of numbers.': '缺失；请给出嵌套的数组。',
  'expected a number, got {0}.': '应为一个数，得到的是 {0}。',
  'the number is beyond the range of float32.': '该数超出 float32 的范围。',
  'expected a list of {0}, got {1}.': '应为 {0} 个元素的列表，得到的是 {1}。',
  'ragged: {0} members where the first has {1}.':
    '长短不齐：这里有 {0} 个元素，而第一个有 {1} 个。',
  'expected {0} whole numbers from 1, got {1}.': '应为 {0} 个不小于 1 的整数，得到的是 {1}。',
  'give either a kernel (convolution) or a window (pooling).':
    '请给出卷积核（卷积）或窗口（汇聚）之一。',
  'missing; give a number or [height, width].': '缺失；请给出一个数或 [高, 宽]。',
  'The result is beyond the range of float32; use smaller numbers.':
    '结果超出 float32 的范围；请使用较小的数。',
  '{0} is larger than the padded input of {1}; make it smaller or pad more.':
    '{0} 大于填充后为 {1} 的输入；请减小它或增加填充。',
  'padding: {0} cells are more than {1}: the padded input is {2}, the output {3}.':
    'padding：{0} 个单元格超过 {1} 个：填充后的输入为 {2}，输出为 {3}。',
  'it is empty.': '它是空的。',
  'expected an array of {0} of brackets, got {1}.': '应为括号嵌套 {0}的数组，得到的是 {1}。',
  '{0} levels': '{0} 层',
  '1 level': '1 层',
  '{0} with a dilation of {1} covers {2}, which': '扩张为 {1} 的 {0} 覆盖 {2}，它',
  '{0} or {1} levels': '{0} 或 {1} 层',
}
