import { defineAugmentation, share } from './definition'

/** Multiplies the differences from the picture's mean brightness by 1 + u. */
export const contrast = defineAugmentation({
  kind: 'contrast',
  label: { en: 'Contrast', zh: '对比度' },
  means: { en: 'Largest change', zh: '最大变化' },
  schema: share,
  start: 0.2,
})
