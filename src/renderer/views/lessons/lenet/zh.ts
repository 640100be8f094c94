import type { LessonText } from '../definition'

export const zh: LessonText = {
  title: 'LeNet',
  summary: '两个带 sigmoid 和平均汇聚的卷积层，再加三个全连接层：本章的网络、它的训练和练习。',
  body: [
    {
      kind: 'text',
      text: '卷积块把图像变成更多、更小的图：从一个 $28\\times28$ 的通道到 $6$ 个 $14\\times14$，再到 $16$ 个 $5\\times5$。每次汇聚只留下四分之一的格子。然后这些图展平成 $400$ 个数的向量，三个全连接层依次得到 $120$、$84$ 和 $10$ 个数，每个类别一个。',
    },
    {
      kind: 'text',
      text: '旁边的表就是书中打印的内容：先是批量一，然后是通道、高、宽。选一行，就能在下面看到它的形状和参数是怎么来的。',
    },
    {
      kind: 'try',
      preset: 'chapter',
      label: '与书中相同',
      text: '61,706 个参数，五分之四属于第一个全连接层。',
    },
    {
      kind: 'text',
      text: '预设“LeNet-5 as published”（`lenet5-published`）是 1998 年的网络：$32\\times32$ 的图像；每张图的汇聚有可学习的系数与偏置；一张表规定十六张图各读取六张中的哪几张；以 $1.7159\\tanh(2x/3)$ 代替 sigmoid。到 84 个单元为止，各层共有论文中的 60,000 个参数；论文的径向基函数输出在这里是一个全连接层。',
    },
    { kind: 'heading', text: '训练' },
    {
      kind: 'text',
      text: '“载入训练”把 `train_ch6` 的全部设置填进表单：Fashion-MNIST，批量 256，学习率 $0.9$ 的随机梯度下降，十个轮次，Xavier 权重。第一个轮次似乎什么也没有发生：sigmoid 单元从平台上开始，准确率停在十分之一左右。',
    },
    {
      kind: 'text',
      text: '下面的曲线取自书中发表的图，数字是书中打印的。你最近一次训练同一网络的曲线画在旁边。两者不必完全一致：随机数不同，而且测试准确率在轮次之间会跳动百分之几。',
    },
    { kind: 'heading', text: '练习' },
    {
      kind: 'text',
      text: '每个准备好的配方只改变一处。载入，开始，再到“训练”中把它的曲线与其他的叠在一起。句末的数是随机种子为 0 时十个轮次后的测试准确率；书中的网络自己是 0.81。',
    },
    {
      kind: 'try',
      preset: 'kernels',
      label: '更小的核',
      text: '$3\\times3$：卷积的权重更少，但图更大，第一个全连接层的权重因而更多。0.81。',
    },
    {
      kind: 'try',
      preset: 'large',
      label: '更大的核',
      text: '$7\\times7$：卷积的权重更多，图更小。0.81。',
    },
    {
      kind: 'try',
      preset: 'channels',
      label: '更多通道',
      text: '12 和 32：可选的特征更多，计算量约为三倍。0.82。',
    },
    {
      kind: 'try',
      preset: 'pooling',
      label: '最大汇聚',
      text: '每个窗口留下最强的响应，而不是平均值。0.83。',
    },
    {
      kind: 'try',
      preset: 'tanh',
      label: 'tanh',
      text: '斜率可达 $1$，取值在零的两侧：没有平台。学习率是 $0.1$。0.87。',
    },
    {
      kind: 'try',
      preset: 'relu',
      label: 'ReLU',
      text: '它的斜率是 $1$，而 sigmoid 的最多是 $1/4$：同样没有平台，但学习率要小一些，这里是 $0.1$。0.84。',
    },
    {
      kind: 'try',
      preset: 'rate',
      label: '学习率 0.1',
      text: '对 sigmoid 单元来说太小了：平台持续六个轮次，十个轮次还不够。0.59。',
    },
    {
      kind: 'try',
      preset: 'half',
      label: '学习率 0.5',
      text: '平台在第二个轮次结束，之后走得慢一些。0.80。',
    },
    {
      kind: 'try',
      preset: 'fast',
      label: '学习率 1.5',
      text: 'sigmoid 经受得住：损失比书中的降得更快。0.82。',
    },
  ],
  questions: [
    { ask: '第一个全连接层得到多少个数？', explain: '$16\\cdot5\\cdot5=400$。' },
    {
      ask: '哪一层的参数最多？',
      options: ['第一个卷积层。', '第二个卷积层。', '第一个全连接层。'],
      explain: '$61706$ 个中的 $400\\cdot120+120=48120$ 个。',
    },
    {
      ask: '改用 $3\\times3$ 的核（第一个卷积填充 1），第一个全连接层得到多少个数？',
      explain: '$28\\to14\\to12\\to6$，$16\\cdot6\\cdot6=576$。',
    },
  ],
}
