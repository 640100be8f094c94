/**
 * Trainings and runs. The run itself keeps its fault as an English sentence, which is found again
 * among these.
 */
export const training = {
  'This run has no checkpoint to evaluate yet.': '这条训练记录还没有可评估的检查点。',
  'There is no such run.': '没有这条训练记录。',
  'There is no run at {0}.': '{0} 处没有训练记录。',
  '“{0}” is being trained by another program.': '“{0}”正由另一个程序训练。',
  '“{0}” has finished: all its {1} epochs are done.': '“{0}”已完成：全部 {1} 轮都已训练。',
  'This run is not training. Resume it first.': '这条训练记录没有在训练。请先继续训练。',
  '{0} is missing in it': '其中缺少 {0}',
  "The checkpoint of step {0} of the run “{1}” can't be read: {2}. The run's recipe and curves are untouched. Put a copy of the checkpoint back, or train the recipe again.":
    '无法读取训练记录“{1}”第 {0} 步的检查点：{2}。它的配方和曲线未受影响。请放回检查点的副本，或按配方重新训练。',
  'it was written by another version of Convscope': '它由另一版本的 Convscope 写成',
  'it is damaged: {0}': '它已损坏：{0}',
  'it is damaged': '它已损坏',
  "This training can't be compiled: {0}.": '这次训练无法编译：{0}。',
  '{0} Train it with mode “auto” or “eager”.': '{0} 请用模式 auto 或 eager 训练。',
  '{0} It runs step by step instead, with the same results.': '{0} 改为逐步执行，结果相同。',
  'The checkpoint lacks the optimizer\'s array "{0}": it is of another recipe.':
    '检查点缺少优化器的数组“{0}”：它属于另一个配方。',
  'The weights of epoch {0} are not kept.': '没有保留第 {0} 轮的权重。',
  'The checkpoint lacks the array "{0}", or it has another shape: it is of another recipe.':
    '检查点缺少数组“{0}”，或其形状不同：它属于另一个配方。',
  '{0} is not a run: it has no run.json.': '{0} 不是训练记录：其中没有 run.json。',
  "The run “{0}” can't be read: its run.json {1}. Its curves and checkpoints are untouched. Put a copy of run.json back, or delete the run.":
    '无法读取训练记录“{0}”：它的 run.json {1}。它的曲线和检查点未受影响。请放回 run.json 的副本，或删除该训练记录。',
  'is damaged': '已损坏',
  'was written by another version of Convscope, or by hand{0}':
    '由另一版本的 Convscope 或手工写成{0}',
  ' (see “{0}”)': '（见“{0}”）',
  '{0} is not empty: name another folder, or resume the run in it.':
    '{0} 不是空文件夹：请指定另一个文件夹，或继续其中的训练。',
  '{0} has finished: all its {1} epochs are done.': '{0} 已完成：全部 {1} 轮都已训练。',
  '{0} is being trained by another process: stop that one first.':
    '{0} 正由另一个进程训练：请先停止那一个。',
  'The network takes {0} and tells {1} classes; {2} has {3} and {4} classes.':
    '网络接受 {0}，区分 {1} 个类别；{2} 为 {3}，有 {4} 个类别。',
  'The training thread ended ({0}). Resume the run to go on from its last checkpoint.':
    '训练线程已终止（{0}）。继续训练即可从最后的检查点接着进行。',
  'The training has diverged: at step {0} its numbers are no longer finite. Try a learning rate below {1}. The last finite checkpoint is kept.':
    '训练已发散：到第 {0} 步时数值不再是有限数。请尝试低于 {1} 的学习率。最后一个数值有限的检查点已保留。',
}
