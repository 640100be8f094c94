import { defineAugmentation, share } from './definition'

/** Adds a normal number to every value. */
export const noise = defineAugmentation({
  kind: 'noise',
  label: { en: 'Noise', zh: '噪声' },
  means: { en: 'Standard deviation', zh: '标准差' },
  schema: share,
  start: 0.05,
})
