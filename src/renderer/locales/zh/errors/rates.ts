/** The test of learning rates: what it says. */
export const rates = {
  'The test of learning rates ended ({0}); the batch may be too large for this machine.':
    '学习率测试已结束（{0}）；批量可能超出本机的能力。',
  'The smoothed loss never falls below {0} in {1} steps, and a network that knows nothing has {2}. So the test suggests no rate. This network may need more steps before its loss falls, or other activations or initial weights.':
    '在 {1} 步中，平滑后的损失没有低于 {0}，而一无所知的网络的损失为 {2}。因此本测试不建议任何学习率。该网络可能需要更多步数损失才会下降，或需要换用其他激活函数或初始权重。',
  'The smoothed loss falls steadily around the rate {0}, and is lowest, {1}, at {2}; a network that knows nothing has {3}. A tenth of the rate of the lowest loss is {4}.':
    '平滑后的损失在学习率 {0} 附近稳定下降，在 {2} 处最低，为 {1}；一无所知的网络的损失为 {3}。损失最低处学习率的十分之一是 {4}。',
} satisfies Readonly<Record<string, string>>
