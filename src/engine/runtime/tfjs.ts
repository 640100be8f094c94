/** The library that computes. Its type is separate from its loading, which needs the kernels. */
export type TensorFlow = typeof import('@tensorflow/tfjs')
