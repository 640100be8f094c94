import { defineFormat } from './format'

/** The network as a PyTorch module with its weights, and a program that predicts. */
export const pytorch = defineFormat({
  id: 'pytorch',
  label: { en: 'PyTorch module', zh: 'PyTorch 模块' },
  hint: {
    en: 'model.py with a readable nn.Module, its weights as safetensors, and predict.py for a picture.',
    zh: '包含易读的 nn.Module 的 model.py、safetensors 格式的权重，以及用于图片预测的 predict.py。',
  },
  audience: 'PyTorch',
  marks: ['model.safetensors'],
  description: 'convscope.json',
  others: /^(model\.py|predict\.py|requirements\.txt)$/,
  othersAreCommon: true,
})
