import type { PixelwiseState } from './state'

/** How many products and weights today's sizes make. */
export const liveOf = ({ channels, outputs, height, width }: PixelwiseState): readonly string[] => [
  `\\underbrace{\\mathbf K}_{${outputs}\\times${channels}}\\;\\underbrace{\\mathbf X}_{${channels}\\times${height * width}}=\\underbrace{\\mathbf Y}_{${outputs}\\times${height * width}}`,
  `c_o\\cdot c_i+c_o=${outputs}\\cdot${channels}+${outputs}=${outputs * channels + outputs}`,
]
