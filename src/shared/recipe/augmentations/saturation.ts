import { defineAugmentation, share } from './definition'

/** Multiplies the differences from each pixel's grey by 1 + u. */
export const saturation = defineAugmentation({
  kind: 'saturation',
  label: { en: 'Saturation', zh: '饱和度' },
  means: { en: 'Largest change', zh: '最大变化' },
  schema: share,
  start: 0.2,
  needsColour: true,
})
