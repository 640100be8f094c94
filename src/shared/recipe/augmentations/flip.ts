import { defineAugmentation, share } from './definition'

/** Mirrors left and right. */
export const flip = defineAugmentation({
  kind: 'flip',
  label: { en: 'Mirror left and right', zh: '左右镜像' },
  means: { en: 'Share of the pictures', zh: '图片比例' },
  schema: share,
  start: 0.5,
})
