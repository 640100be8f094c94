import { defineAugmentation, share } from './definition'

/** Makes a square black, anywhere in the picture (DeVries and Taylor 2017). */
export const cutout = defineAugmentation({
  kind: 'cutout',
  label: { en: 'Cutout', zh: '遮挡' },
  means: { en: 'Side of the square, as a share', zh: '方块边长比例' },
  schema: share,
  start: 0.3,
})
