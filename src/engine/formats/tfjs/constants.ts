/**
 * Slope of leakyRelu left of zero: PyTorch's default, which the engine uses (Keras's own default is
 * 0.3).
 */
export const LEAKY_RELU_SLOPE = 0.01

/** 1 − x without the noise of binary fractions, so that 0.1 becomes 0.9 and 0.1 again. */
export const complement = (x: number): number => Number((1 - x).toPrecision(12))
