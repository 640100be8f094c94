import { defineFormat } from './format'

/** Keras's own file of layers and weights. */
export const keras = defineFormat({
  id: 'keras',
  label: { en: 'Keras model (.keras)', zh: 'Keras 模型（.keras）' },
  hint: {
    en: 'One file that Keras 3 loads, predicts with and goes on training.',
    zh: '一个文件，Keras 3 可以加载它、用它预测并继续训练。',
  },
  audience: 'Keras',
  marks: ['model.keras'],
  extras: ['preprocessing'],
  files: /\.(keras|h5|hdf5)$/i,
})
