import { defineFormat } from './format'

/** The arrays under their own names with the network's description in the same file. */
export const safetensors = defineFormat({
  id: 'safetensors',
  label: { en: 'safetensors (.safetensors)', zh: 'safetensors（.safetensors）' },
  hint: {
    en: 'Named float32 arrays with their shapes and the network in one file that runs no code.',
    zh: '一个文件，包含带名称和形状的 float32 数组以及网络，不会运行任何代码。',
  },
  audience: 'the safetensors library',
  marks: ['model.safetensors'],
  files: /\.safetensors$/i,
})
