/** The engine itself, files, and the messages between the processes. */
export const engine = {
  'the disk is full (ENOSPC). Free some space and try again':
    '磁盘已满（ENOSPC）。请释放一些空间后重试',
  'the quota of this disk is used up (EDQUOT). Free some space and try again':
    '该磁盘的配额已用完（EDQUOT）。请释放一些空间后重试',
  'it does not exist (ENOENT)': '它不存在（ENOENT）',
  'a part of its path is not a folder (ENOTDIR)': '路径中有一部分不是文件夹（ENOTDIR）',
  'it already exists (EEXIST)': '它已存在（EEXIST）',
  'this user has no permission to do that there (EACCES)': '当前用户在那里没有权限（EACCES）',
  'this user has no permission to do that there (EPERM)': '当前用户在那里没有权限（EPERM）',
  'it is a folder (EISDIR)': '它是文件夹（EISDIR）',
  'the disk is read-only (EROFS)': '磁盘是只读的（EROFS）',
  'the disk has a fault (EIO)': '磁盘出现故障（EIO）',
  'Could not {0}: {1}': '无法{0}：{1}',
  'Cancelled; nothing was changed': '已取消；没有任何改动',
  'write {0}': '写入 {0}',
  'write the folder {0}': '写入文件夹 {0}',
  'delete {0}': '删除 {0}',
  'move {0} to {1}': '将 {0} 移到 {1}',
  "The app's own resources folder was not found above {0}; set CONVSCOPE_RESOURCES to it":
    '在 {0} 之上找不到应用自己的 resources 文件夹；请将 CONVSCOPE_RESOURCES 设为它',
  "TensorFlow is not on this computer yet. Get it in Convscope's window, or run `convscope setup`.":
    '这台电脑上还没有 TensorFlow。请在 Convscope 的窗口中获取，或运行 `convscope setup`。',
  'PyPI could not be reached at {0}: {1}. Check the connection and try again, or choose the wheel as a file.':
    '无法在 {0} 连接 PyPI：{1}。请检查网络后重试，或以文件方式选择 wheel。',
  '{0} does not list {1}. Choose the wheel as a file.':
    '{0} 没有列出 {1}。请以文件方式选择 wheel。',
  "TensorFlow was fetched but can't be loaded on this computer: {0}":
    'TensorFlow 已获取，但无法在这台电脑上载入：{0}',
  'TensorFlow finds no usable GPU: {0}. Get the variant for the CPU.':
    'TensorFlow 找不到可用的 GPU：{0}。请获取用于 CPU 的版本。',
  'This is a checkout, not an installed app: run `npm run setup` in the project.':
    '这是源码目录，不是已安装的应用：请在项目中运行 `npm run setup`。',
  '{0} has {1} GB free; TensorFlow needs {2} GB. Free some space, or choose another folder.':
    '{0} 有 {1} GB 可用空间；TensorFlow 需要 {2} GB。请释放一些空间，或选择另一个文件夹。',
  '{0} is damaged: its SHA-256 is {1}, not {2}. Get it again.':
    '{0} 已损坏：其 SHA-256 为 {1}，而不是 {2}。请重新获取。',
  'These wheels are needed and were not among the chosen files: {0}':
    '需要以下 wheel，但所选文件中没有：{0}',
  'There is no TensorFlow ({0}) for this computer.': '没有适用于这台电脑的 TensorFlow（{0}）。',
  'set TensorFlow up in {0}': '在 {0} 中安装 TensorFlow',
  'TensorFlow is not set up: {0} is missing or damaged. Run `npm run setup` in the project to install it.':
    'TensorFlow 尚未安装：{0} 缺失或已损坏。请在项目中运行 `npm run setup` 来获取。',
  "TensorFlow can't be loaded from {0}: {1}. Run `npm run setup` in the project to install it.":
    '无法从 {0} 载入 TensorFlow：{1}。请在项目中运行 `npm run setup` 来获取。',
  '{0} is missing.': '缺少 {0}。',
  '“{0}” is still running. Wait for it or stop it first.':
    '“{0}”仍在运行。请等待它结束或先停止它。',
  'The engine is started by the app; use the command line to work without a window.':
    '引擎由应用启动；不用窗口时请使用命令行。',
  'The engine is not running; restart it.': '引擎没有运行；请重新启动。',
  'The engine is not running. Restart it and try again.': '引擎没有运行。请重新启动后再试。',
  'The engine did not open a connection within 15 seconds. Restart it.':
    '引擎在 15 秒内没有建立连接。请重新启动。',
  '“{0}” could not be written: {1}': '无法写入“{0}”：{1}',
  'the disk is full': '磁盘已满',
  'Only the app’s own page may ask for this.': '只有应用自己的页面可以提出此请求。',
  'There is no call named "{0}".': '没有名为“{0}”的调用。',
  'The engine ended before it answered {0}.': '引擎在回答 {0} 之前终止了。',
  "The engine is not connected, so {0} can't be called.": '引擎未连接，无法请求 {0}。',
  '{0} was cancelled.': '{0} 已取消。',
  '{0}: {1}.': '{0}：{1}。',
  '{0}, field "{1}": {2}.': '{0}，字段“{1}”：{2}。',
  'A message may be nested at most {0} deep.': '消息最多嵌套 {0} 层。',
  "A {0} can't be sent to another process.": '无法将 {0} 发送到另一个进程。',
  'More than {0} calls are waiting; try again later.': '等待中的调用超过 {0} 个；请稍后再试。',
  'A value is invalid: {0} {1}': '某个值不符合要求：{0} {1}',
  'Answer to {0}': '{0} 的回答',
  'Input of {0}': '{0} 的输入',
  "{0} can't be a folder: a file is in its place or in its path. Choose another folder.":
    '{0} 不能作为文件夹：该位置或其路径上已有文件。请选择另一个文件夹。',
  'No folder can be made at {0}: this file system does not allow it. Choose another folder.':
    '无法在 {0} 建立文件夹：该文件系统不允许新建文件夹。请选择另一个文件夹。',
  'make the folder {0}': '建立文件夹 {0}',
  'look into the folder {0}': '查看文件夹 {0}',
}
