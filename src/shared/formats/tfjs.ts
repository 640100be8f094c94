import { defineFormat } from './format'

/** The layers model of tfjs and of Keras's converter. */
export const tfjs = defineFormat({
  id: 'tfjs',
  label: { en: 'TensorFlow.js layers model', zh: 'TensorFlow.js 层模型' },
  hint: {
    en: 'model.json and weight files, for tf.loadLayersModel in the browser and in Node.',
    zh: 'model.json 和权重文件，供浏览器和 Node 中的 tf.loadLayersModel 使用。',
  },
  audience: 'tfjs-layers',
  marks: ['model.json'],
  quantises: ['float16', 'uint8'],
  others: /^(group1|unused)-shard\d+of\d+\.bin$/,
})
