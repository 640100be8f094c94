import { defineFormat } from './format'

/** A NumPy archive of the weights under their own names, and the network as a ModelSpec. */
export const npz = defineFormat({
  id: 'npz',
  label: { en: 'NumPy archive (.npz)', zh: 'NumPy 归档（.npz）' },
  hint: {
    en: 'Named float32 arrays with their layout, for NumPy, PyTorch and JAX.',
    zh: '带名称和布局的 float32 数组，供 NumPy、PyTorch 和 JAX 使用。',
  },
  audience: 'NumPy and PyTorch',
  marks: ['weights.npz', 'spec.json'],
  description: 'spec.json',
})
