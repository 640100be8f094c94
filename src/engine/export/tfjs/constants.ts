/** Slope of leakyRelu left of zero: PyTorch's default, which the engine uses (Keras's own default is 0.3). */
export const LEAKY_RELU_SLOPE = 0.01
