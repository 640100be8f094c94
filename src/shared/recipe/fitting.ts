import type { Label } from '../label'

/** How a picture of other proportions becomes a network's input. */
export const FITTINGS = {
  /** Both sides are brought to size, proportions are lost. */
  stretch: { en: 'stretch', zh: '拉伸' },
  /** The middle, as large as the proportions allow. */
  crop: { en: 'crop to the middle', zh: '居中裁剪' },
  /** All of it, between black bars. */
  pad: { en: 'pad with black', zh: '补黑边' },
} as const satisfies Readonly<Record<string, Label>>

export type Fitting = keyof typeof FITTINGS

/** What is done where nothing is said. */
export const DEFAULT_FITTING: Fitting = 'stretch'
