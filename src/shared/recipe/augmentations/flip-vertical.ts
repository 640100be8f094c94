import { defineAugmentation, share } from './definition'

/** Mirrors top and bottom. */
export const flipVertical = defineAugmentation({
  kind: 'flipVertical',
  label: { en: 'Mirror top and bottom', zh: '上下镜像' },
  means: { en: 'Share of the pictures', zh: '图片比例' },
  schema: share,
  start: 0.5,
})
