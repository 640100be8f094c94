/** Why a text is no JSON: each comes behind a line and a column. */
export const json = {
  'line {0}, column {1}: {2}': '第 {0} 行第 {1} 列：{2}',
  "it can't be read": '无法读取',
  'a value is expected': '此处应为一个值',
  'a value or ] is expected': '此处应为一个值或 ]',
  'a comma or ] is expected': '此处应为逗号或 ]',
  'a name in double quotes or } is expected': '此处应为带双引号的名称或 }',
  'a name in double quotes is expected': '此处应为带双引号的名称',
  'a colon is expected': '此处应为冒号',
  'a comma or } is expected': '此处应为逗号或 }',
  'the JSON ends before this, and nothing may follow it': 'JSON 在此之前已结束，其后不能再有内容',
  '{0}, but the text ends': '{0}，但文本已结束',
  'JSON has no comments': 'JSON 不支持注释',
  'names and text must be in double quotes': '名称和文本须使用双引号',
  'no comma is allowed before {0}': '{0} 之前不能有逗号',
  'the name {0} must be in double quotes': '名称 {0} 须加双引号',
  'JSON has no NaN and no Infinity': 'JSON 没有 NaN 和 Infinity',
  '{0} is not a JSON number': '{0} 不是 JSON 的数字写法',
  '{0} is not a JSON value; text must be in double quotes': '{0} 不是 JSON 的值；文本须加双引号',
  'this text contains a character or an escape that JSON does not allow':
    '这段文本含有 JSON 不允许的字符或转义',
  'this text has no closing double quote on its line': '这段文本未在同一行以双引号结束',
}
