/**
 * Slope of leakyRelu left of zero: PyTorch's default, which the engine uses (Keras's own default is
 * 0.3).
 */
export const LEAKY_RELU_SLOPE = 0.01

/** Slope of hard_sigmoid in Keras 2 and tfjs; Keras 3 has 1/6 under the same name. */
export const KERAS2_HARD_SIGMOID = 0.2

/** 1 − x without the noise of binary fractions, so that 0.1 becomes 0.9 and 0.1 again. */
export const complement = (x: number): number => Number((1 - x).toPrecision(12))
