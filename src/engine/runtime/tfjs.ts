/** The library that computes. Its type stands apart from its loading, which needs the kernels. */
export type TensorFlow = typeof import('@tensorflow/tfjs')
