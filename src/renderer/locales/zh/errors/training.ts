/** Trainings and runs. */
export const training = {
  'At step {0}, “{1}” is the first layer whose outputs are not finite. A lower learning rate keeps the weights smaller: {2} instead of {3}.':
    '第 {0} 步，“{1}”是第一个输出不再是有限数的层。更低的学习率使权重更小：用 {2} 代替 {3}。',
  'The inputs of the network reach ±{0}, and first weights are made for about ±1: the normalisation is that of other numbers than 0 to 1.':
    '网络的输入达到 ±{0}，而初始权重适合约 ±1 的输入：这个标准化对应的不是 0 到 1 的数。',
  'The network ends in the softmax “{0}”, and the loss applies another one. Two of them leave hardly any gradient. Without “{1}” the network gives logits.':
    '网络以 softmax 层“{0}”结束，而损失函数又应用一次 softmax。两次 softmax 几乎不留下梯度。去掉“{1}”后，网络输出 logits。',
  "“{0}” bounds the logits, so the softmax of the loss can't become certain of a class. Without “{1}” the network gives logits.":
    '“{0}”限制了 logits 的范围，因此损失函数中的 softmax 无法对任何类别有把握。去掉“{1}”后，网络输出 logits。',
  '“{0}” makes negative logits 0, and a class whose logit is 0 gets no gradient. Without “{1}” the network gives logits.':
    '“{0}”把负的 logits 变为 0，而 logit 为 0 的类别得不到梯度。去掉“{1}”后，网络输出 logits。',
  '“{0}” takes its mean and its variance from batches of 1 picture, and from running values when the network is used: the two differ. Batches of 32 give it something to average.':
    '“{0}”在训练时由 1 张图片求均值和方差，使用时则用滑动值：两者不同。批量为 32 时才有可平均的内容。',
  'All weights start at 0, so the gradient of “{0}” is 0: it never changes. Random first weights (He, uniform) tell the channels apart.':
    '所有权重从 0 开始，所以“{0}”的梯度是 0：它不会改变。随机的初始权重（He 均匀分布）使各通道不同。',
  'At step {0}, 100 % of the channels of “{1}” are 0 for every picture, so nothing in front of it can change. A lower learning rate leaves them alive: {2} instead of {3}.':
    '第 {0} 步，“{1}”100 % 的通道对每张图片都是 0，所以它前面的层都不能改变。更低的学习率使它们保持活动：用 {2} 代替 {3}。',
  'The gradient shrinks through {0} sigmoids from {1} at “{2}” to {3} at “{4}” (step {5}). At this pace “{6}” changes by a tenth in {7} steps, and the training has {8}. ReLUs let it through.':
    '梯度经过 {0} 个 sigmoid，从“{2}”的 {1} 缩小到“{4}”的 {3}（第 {5} 步）。按这个速度，“{6}”改变十分之一需要 {7} 步，而训练只有 {8} 步。ReLU 会让梯度通过。',
  'The loss stands at {0}, that of guessing: a plateau, as networks of sigmoids have at the beginning. The gradient of “{1}” is {2} times smaller than that of “{3}” (step {4}), yet its weights change. The loss falls when they have found what tells the pictures apart; ReLUs have no such plateau.':
    '损失停在 {0}，与猜测相同：这是 sigmoid 网络在开始时的平台期。“{1}”的梯度是“{3}”的 {2} 分之一（第 {4} 步），但它的权重在改变。当它们找到区分图片的特征时，损失就会下降；ReLU 没有这样的平台期。',
  'Step {0} changed the weights of a layer by {1} % (median), and the loss is not below that of guessing, {2}. About 0.1 % a step is usual: the learning rate is too high. Try {3} instead of {4}.':
    '第 {0} 步使一层的权重改变了 {1} %（中位数），而损失不低于猜测的损失 {2}。通常每步约 0.1 %：学习率过高。请用 {3} 代替 {4}。',
  'Step {0} changed the weights of a layer by {1} % (median), although their gradients are {2}: they stand still. About 0.1 % a step is usual. Try a learning rate of {3} instead of {4}.':
    '第 {0} 步只使一层的权重改变了 {1} %（中位数），尽管梯度为 {2}：它们停滞不动。通常每步约 0.1 %。请用学习率 {3} 代替 {4}。',
  'Every layer changes (by {0} % a step, median), yet after {1} epochs the loss is still that of guessing, {2}: the labels may not belong to their pictures. Look at them in Data.':
    '每一层都在改变（每步 {0} %，中位数），但 {1} 轮之后损失仍与猜测相同，为 {2}：标签可能不属于它们的图片。请在“数据”中查看。',
  'A part of the training pictures is used: {0} of {1}, {2}.':
    '只使用部分训练图片：{1} 张中的 {0} 张；{2}。',
  'A part of the test pictures is used: {0} of {1}, {2}.':
    '只使用部分测试图片：{1} 张中的 {0} 张；{2}。',
  '{0} of each of the {1} classes': '{1} 个类别各 {0} 张',
  'all from one of the {0} classes': '全部来自 {0} 个类别中的一个',
  '{0} each from {1} of the {2} classes': '{2} 个类别中的 {1} 个类别各 {0} 张',
  '{0} to {1}': '{0} 至 {1}',
  '“{0}” does not name the data set that it was trained on: choose one.':
    '“{0}”没有说明它的训练数据集：请选择一个。',
  'Neither “{0}” nor “{1}” names the data set that it was trained on: choose one.':
    '“{0}”和“{1}”都没有说明训练数据集：请选择一个。',
  'The network takes pictures of {0}; those of {1} are {2}.':
    '该网络接受 {0} 的图片；{1} 的图片是 {2}。',
  '“{0}” has too few test pictures: one half is fitted on, the other measured.':
    '“{0}”的测试图片太少：一半用于拟合，另一半用于测量。',
  '“{0}” answers with numbers that are not finite: its weights are damaged or diverged.':
    '“{0}”给出的数不是有限的：它的权重已损坏或发散。',
  'Of “{0}” neither a temperature nor limits of unknown pictures are known: measure its reliability first.':
    '“{0}”的温度和未知图片的界限都还不知道：请先测量它的可靠性。',
  '{0} labels of training pictures are corrected.': '训练图片的 {0} 个标签已更正。',
  '{0} labels of test pictures are corrected.': '测试图片的 {0} 个标签已更正。',
  'The recipe corrects labels of another “{0}” than this one: its files have changed. Correct them again, or train on the labels of the files.':
    '配方更正的是另一个“{0}”的标签：它的文件已改变。请重新更正，或使用文件的标签训练。',
  'The recipe corrects labels of a part of “{0}” that has {1} pictures and {2} classes: picture {3}, class {4}.':
    '配方更正“{0}”某一部分的标签，该部分有 {1} 张图片、{2} 个类别：图片 {3}，类别 {4}。',
  'This run has no checkpoint to evaluate yet.': '这条训练记录还没有可评估的检查点。',
  'normalisation.{0} has {1} values; the number of channels is {2}. Give one number, or one for each channel.':
    'normalisation.{0} 有 {1} 个值，而通道数为 {2}。请给出一个数，或每个通道一个数。',
  'There is no such run.': '没有这条训练记录。',
  'There is no run at {0}.': '{0} 处没有训练记录。',
  '“{0}” is being trained by another program.': '“{0}”正由另一个程序训练。',
  'Epochs are measured on a validation part of the training pictures: {0} of {1}, {2} of each of the {3} classes. The test part is read once, at the end.':
    '每轮在从训练图片中抽取的验证部分上测量：{1} 张中的 {0} 张，{3} 个类别各 {2} 张。测试部分只在结束时读取一次。',
  'Epochs are measured on the data set’s validation part: {0} pictures, {1} of each of the {2} classes. The test part is read once, at the end.':
    '每轮在数据集自带的验证部分上测量：{0} 张图片，{2} 个类别各 {1} 张。测试部分只在结束时读取一次。',
  '“{0}” has no validation part of its own. Take a share of the training pictures instead (0.1), or import a folder that has “val” beside “train” and “test” again.':
    '“{0}”没有自带的验证部分。请改为从训练图片中抽取一部分（0.1），或重新导入在 train 和 test 旁边有 val 的文件夹。',
  'A share of {0} of the {1} training pictures of “{2}” is {3}, fewer than its {4} classes: choose a larger share.':
    '“{2}”的 {1} 张训练图片的 {0} 只有 {3} 张，少于它的 {4} 个类别：请选择更大的比例。',
  'The class “{0}” of “{1}” has 1 training picture. Validation needs 2: one to measure on and one to train on.':
    '“{1}”的类别“{0}”只有 1 张训练图片。验证需要 2 张：一张用于测量，一张用于训练。',
  '“{0}” has finished: it was stopped early at epoch {1} of {2}, because the validation loss had not fallen.':
    '“{0}”已完成：因为验证损失没有下降，它在第 {1} 轮（共 {2} 轮）提前停止。',
  '{0} To train it further, give the total number of epochs.': '{0} 要继续训练，请给出总轮数。',
  '{0} To train it further, give a larger number of epochs.': '{0} 要继续训练，请给出更大的轮数。',
  '{0} The run’s last weights are used instead of those of its best epoch.':
    '{0} 使用该训练最后的权重，而不是最好一轮的权重。',
  'The weights are those of epoch {0}, which has the lowest validation loss.':
    '权重是第 {0} 轮的，其验证损失最低。',
  'The weights are the run’s last, after {0} epochs.': '权重是该训练最后的权重，共 {0} 轮。',
  "The last weights are a part of their run and can't be {0} alone.":
    '最后的权重是训练记录的一部分，不能单独{0}。',
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
  'was written by another version of Convscope, or by hand': '由另一版本的 Convscope 或手工写成',
  'was written by another version of Convscope, or by hand (see “{0}”)':
    '由另一版本的 Convscope 或手工写成（见“{0}”）',
  'The training process ended ({0}). Resume the run to continue from its last checkpoint.':
    '训练进程已结束（{0}）。请继续该训练，它会从最后一个检查点开始。',
  'the gradient of {0} is off by {1} % in a trial step': '试算一步时，{0} 的梯度相差 {1} %',
  '{0} is not empty: choose another folder, or resume the run in it.':
    '{0} 不是空文件夹：请指定另一个文件夹，或继续其中的训练。',
  '“{0}” is being trained by another process: stop that one first.':
    '“{0}”正由另一个进程训练：请先停止那一个。',
  'The network takes {0} and distinguishes {1} classes; {2} has {3} and {4} classes.':
    '网络接受 {0}，区分 {1} 个类别；{2} 为 {3}，有 {4} 个类别。',
  "The weights of epoch {0} of the run “{1}” can't be read: {2}. Put a copy of the file back, or delete it: the other epochs are untouched.":
    '无法读取训练记录“{1}”第 {0} 轮的权重：{2}。请放回该文件的副本，或将其删除：其他各轮未受影响。',
  'No weights of this run are left. Its initial weights are used.':
    '这条训练记录的权重已全部丢失。使用的是它的初始权重。',
  '{0} The weights of step {1} are used.': '{0}使用的是第 {1} 步的权重。',
  '{0} The weights of epoch {1} (step {2}) are used.': '{0}使用的是第 {1} 轮的权重（第 {2} 步）。',
  'The run was trained up to step {0}, but no weights of that step are left. The weights of step {1} are used.':
    '该训练已进行到第 {0} 步，但那一步的权重已不存在。使用的是第 {1} 步的权重。',
  'The run was trained up to step {0}, but no weights of that step are left. The weights of epoch {1} (step {2}) are used.':
    '该训练已进行到第 {0} 步，但那一步的权重已不存在。使用的是第 {1} 轮的权重（第 {2} 步）。',
  'The run has no checkpoint of its newest step. The weights of epoch {0} (step {1}) are used.':
    '该训练没有最新一步的检查点。使用的是第 {0} 轮的权重（第 {1} 步）。',
  '{0} The training continues from the weights of epoch {1} (step {2}).':
    '{0}训练从第 {1} 轮的权重（第 {2} 步）继续。',
  'The run has no checkpoint of its newest step. The training continues from the weights of epoch {0} (step {1}).':
    '该训练没有最新一步的检查点。训练从第 {0} 轮的权重（第 {1} 步）继续。',
  "{0} The optimizer's arrays were in the checkpoint, so they start at zero again.":
    '{0}优化器的数组原在检查点中，因此重新从零开始。',
  '{0} The training continues from the checkpoint of step {1}.': '{0}训练从第 {1} 步的检查点继续。',
  'No weights of this run are left. It starts again from its first step.':
    '这条训练记录的权重已全部丢失。它从第一步重新开始。',
  'The data set “{0}” has changed: its {1} training examples make {2} steps per epoch, but the run has {3}. Train the recipe again.':
    '数据集“{0}”已更改：其 {1} 个训练样本每轮为 {2} 步，而该训练为 {3} 步。请按配方重新训练。',
  'Make the batch smaller: {0} pictures fit.': '请减小批量：可容纳 {0} 张图片。',
  'Train it with SGD without momentum, which keeps no arrays of its own, and a small batch.':
    '请用不带动量的 SGD（它不保存自己的数组）和小批量训练。',
  'Make its widest layers narrower, or train it on a machine with more memory.':
    '请缩窄最宽的层，或在内存更大的机器上训练。',
  'Layer "{0}" has a weight of {1}; one array has at most {2}. Make the layer narrower.':
    '层“{0}”有一个 {1} 的权重；一个数组最多 {2}。请缩窄该层。',
  'Training "{0}" with batches of {1} needs about {2}: several copies of its weights of {3}, and {4} for the outputs of its layers. This machine has {5} of memory, of which {6} may be used. {7}':
    '以批量 {1} 训练“{0}”约需 {2}：其 {3} 的权重要存放数份，各层输出需 {4}。本机有 {5} 内存，其中可用 {6}。{7}',
  'The checkpoints of this training and the weights of its epochs take up to {0}, and the disk of {1} has {2} free. Free some space, or choose a folder on another disk.':
    '这次训练的检查点和各轮权重最多占 {0}，而 {1} 所在的磁盘剩余 {2}。请腾出空间，或指定另一磁盘上的文件夹。',
  '{0} epochs are done already: give a larger number, which counts all epochs.':
    '已完成 {0} 轮：请给出更大的总轮数。',
  'The learning rate continues by its schedule, × {0} after every {1} epochs, as in one training of {2} epochs.':
    '学习率按其调度继续，每 {1} 轮后乘以 {0}，与一次训练 {2} 轮相同。',
  'The learning rate continues by its schedule, × {0} an epoch, as in one training of {1} epochs.':
    '学习率按其调度继续，每轮乘以 {0}，与一次训练 {1} 轮相同。',
  'The cosine schedule spans all epochs, so it is recomputed for {0}: the learning rate was {1}, continues at {2}, and falls to 0 with the last step. One training of {3} epochs would have had other rates until here.':
    '余弦调度贯穿所有轮次，因此按 {0} 轮重新计算：学习率原为 {1}，现以 {2} 继续，并在最后一步降到 0。若一次训练 {3} 轮，此前的学习率会不同。',
  'The one-cycle schedule spans all epochs, so it is recomputed for {0}: the learning rate was {1}, continues at {2}, and falls with the last step to almost 0. One training of {3} epochs would have had other rates until here.':
    '单周期调度贯穿所有轮次，因此按 {0} 轮重新计算：学习率原为 {1}，现以 {2} 继续，并在最后一步降到接近 0。若一次训练 {3} 轮，此前的学习率会不同。',
  'The learning rate continues to follow the loss at the end of each epoch.':
    '学习率继续随每轮结束时的损失而定。',
  "{0} They are the moving averages. The trained weights and the optimizer's arrays were in the checkpoint, so the averages are trained, and the arrays start at zero again.":
    '{0}它们是滑动平均。训练中的权重和优化器的数组原在检查点中，因此从平均值继续训练，数组重新从零开始。',
  'names “{0}”, and the layers with weights are {1}': '提到了“{0}”，而有权重的层为 {1}',
  'names “{0}”, which is frozen': '提到了已冻结的“{0}”',
  'leaves no layer to be trained': '没有留下可训练的层',
  'The network has no layer “{0}” with weights.': '网络中没有带权重的层“{0}”。',
  'No layer of the network can take its weights from this model: the names or the shapes are others.':
    '网络中没有一层能采用该模型的权重：名称或形状不同。',
  "No weights of this run are left. It started from the weights of “{0}”, so it can't be trained again without them: start a new training from that model.":
    '这条训练记录的权重已全部丢失。它从“{0}”的权重开始，没有这些权重无法重新训练：请从该模型开始新的训练。',
  'The recipe starts from the weights of “{0}”: name that model too, or leave out “start” to train fresh weights.':
    '该配方从“{0}”的权重开始：请同时指明该模型，或去掉“start”以训练新的权重。',
  '“{0}” is not a run, so it has no weights of epochs.': '“{0}”不是训练记录，因此没有各轮的权重。',
  'needs the loss cross-entropy': '需要交叉熵损失',
  'must have one number for each class: {0}, but has {1}':
    '必须每个类别有一个数（共 {0} 个），现有 {1} 个',
  'The training has diverged: at step {0} its numbers are no longer finite. {1} The last finite checkpoint is kept.':
    '训练已发散：到第 {0} 步时数值不再是有限数。{1}最后一个数值有限的检查点已保留。',
  'Try a learning rate below {0}.': '请尝试低于 {0} 的学习率。',
  'Normalised, the pictures reach ±{0}: check mean and standard deviation, which are of values from 0 to 1.':
    '标准化后图片的值达到 ±{0}：请检查均值和标准差，它们针对 0 到 1 的值。',
  'No weight had been changed by then, so it is not the learning rate: choose other first weights, or put batch norms into the network.':
    '此时尚未改动任何权重，因此与学习率无关：请选择其他初始权重，或在网络中加入批量标准化。',
  'The schedule has raised the learning rate from {0} to {1} by then: choose a factor below 1.':
    '到此时调度已将学习率从 {0} 提高到 {1}：请选择小于 1 的系数。',
  'So early it may be the first weights as well as the learning rate: try a rate below {0}, other first weights or a longer warm-up.':
    '这么早发散，原因可能是学习率，也可能是初始权重：请尝试低于 {0} 的学习率、其他初始权重或更长的预热。',
  'So early it may be the first weights as well as the learning rate: try a rate below {0}, other first weights, or the schedule cosine with a warm-up.':
    '这么早发散，原因可能是学习率，也可能是初始权重：请尝试低于 {0} 的学习率、其他初始权重，或带预热的余弦调度。',
  '{0} of {1} training pictures, {2} set aside.': '使用 {1} 张训练图片中的 {0} 张，搁置 {2} 张。',
  '{0} of {1} test pictures, {2} set aside.': '使用 {1} 张测试图片中的 {0} 张，搁置 {2} 张。',
  'The recipe leaves out pictures of another “{0}” than this one: its files have changed. Set pictures aside again, or train on all of them.':
    '该配方所搁置的是另一个“{0}”的图片：其文件已改变。请重新搁置图片，或用全部图片训练。',
  'The recipe leaves out {0} pictures of a part of “{1}” that has {2}, up to number {3}.':
    '该配方要从“{1}”的一个部分中搁置 {0} 张图片，最大编号为 {3}，而该部分只有 {2} 张。',
}
