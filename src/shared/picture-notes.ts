import { z } from 'zod'

/**
 * What was done to a picture when it was opened, beyond turning it upright: the first frame of an
 * animation or the first page was taken, transparency was laid over white, colours were brought to
 * sRGB from the file's own profile, or damage was passed over.
 */
export const pictureNoteSchema = z.enum([
  'first-frame',
  'first-page',
  'over-white',
  'from-profile',
  'damage-passed-over',
])

export type PictureNote = z.infer<typeof pictureNoteSchema>
