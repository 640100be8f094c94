/** Tags, notes and moments of runs. */
export const runs = {
  "The tags and the note of the run “{0}” can't be read: its marks.json is damaged. Put a copy of the file back, or delete it; the run itself is untouched.":
    '无法读取训练记录“{0}”的标签和备注：其 marks.json 已损坏。请放回该文件的副本，或删除它；训练记录本身未受影响。',
  'The run has kept no weights of step {0}.': '这条训练记录没有保留第 {0} 步的权重。',
  "Of step {0} the run has kept the weights without the optimizer's arrays, so it can't be continued exactly from there.":
    '对第 {0} 步，这条训练记录只保留了权重，没有保留优化器的数组，因此无法从那里精确地继续。',
  'This run has kept no moments.': '这条训练记录没有保留任何时刻。',
  "A moment of a run can't be {0}: copy the run at this moment, or export the model.":
    '训练的某个时刻不能{0}：请复制此时刻的训练，或导出模型。',
}
