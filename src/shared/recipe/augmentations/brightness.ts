import { defineAugmentation, share } from './definition'

/** Multiplies all values by 1 + u, u uniform in −amount…amount. */
export const brightness = defineAugmentation({
  kind: 'brightness',
  label: { en: 'Brightness', zh: '亮度' },
  means: { en: 'Largest change', zh: '最大变化' },
  schema: share,
  start: 0.2,
})
