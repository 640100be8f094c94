import { defineFormat } from './format'

/** TensorFlow's own folder of a graph with named functions, for serving. */
export const savedmodel = defineFormat({
  id: 'savedmodel',
  label: { en: 'TensorFlow SavedModel', zh: 'TensorFlow SavedModel' },
  hint: {
    en: 'A graph with the signature serving_default, for TensorFlow Serving, tf.saved_model.load and TFSMLayer.',
    zh: '带有 serving_default 签名的计算图，供 TensorFlow Serving、tf.saved_model.load 和 TFSMLayer 使用。',
  },
  audience: 'TensorFlow Serving',
  marks: ['saved_model.pb'],
  extras: ['preprocessing', 'all-outputs'],
})
