/** The number of parameters of a layer. */
export interface ParameterCount {
  readonly weights: number
  readonly biases: number
  readonly total: number
}

/**
 * A picture of side × side × channels, and as many hidden cells of `outputs` channels (chapter
 * 6.1).
 */
export interface PictureLayer {
  readonly side: number
  readonly channels: number
  readonly outputs: number
}

const count = (weights: number, biases: number): ParameterCount => ({
  weights,
  biases,
  total: weights + biases,
})

/**
 * A dense layer: every hidden cell has a weight for every input cell, [W]ᵢⱼₖₗ, and a bias [U]ᵢⱼ of
 * its own: n²c · n²d weights and n²d biases (chapter 6.1).
 */
export const denseCount = ({ side, channels, outputs }: PictureLayer): ParameterCount =>
  count(side ** 4 * channels * outputs, side ** 2 * outputs)

/**
 * A translation-invariant layer: [V]ₐᵦ is the same for every hidden cell, and so is the bias u. The
 * offsets a and b go from −(n − 1) to n − 1: (2n − 1)²cd weights and d biases (chapter 6.1.1).
 */
export const invariantCount = ({ side, channels, outputs }: PictureLayer): ParameterCount =>
  count((2 * side - 1) ** 2 * channels * outputs, outputs)

/**
 * A local layer whose weights are not shared, [V]ᵢⱼₐᵦ = 0 for |a| > Δ or |b| > Δ: n²(2Δ + 1)²cd
 * weights (edges counted like the middle) and n²d biases. What locality alone saves, before
 * translation invariance.
 */
export const unsharedCount = (
  { side, channels, outputs }: PictureLayer,
  radius: number,
): ParameterCount =>
  count(side ** 2 * (2 * radius + 1) ** 2 * channels * outputs, side ** 2 * outputs)

/**
 * A convolutional layer, both at once: (2Δ + 1)²cd weights and d biases (chapter 6.1.2 and 6.1.3).
 */
export const convolutionalCount = (
  { channels, outputs }: PictureLayer,
  radius: number,
): ParameterCount => count((2 * radius + 1) ** 2 * channels * outputs, outputs)
