import { z } from 'zod'
import { brightness } from './brightness'
import { contrast } from './contrast'
import { crop } from './crop'
import { cutout } from './cutout'
import { flip } from './flip'
import { flipVertical } from './flip-vertical'
import { hue } from './hue'
import { mixup } from './mixup'
import { noise } from './noise'
import { rotate } from './rotate'
import { saturation } from './saturation'
import { scale } from './scale'
import { shift } from './shift'

/** Every augmentation, in the order in which they change a picture. */
export const AUGMENTATIONS = [
  ...[flip, flipVertical, scale, rotate, shift, crop],
  ...[brightness, contrast, saturation, hue, noise, cutout, mixup],
] as const

export type AugmentationKind = (typeof AUGMENTATIONS)[number]['kind']
export const AUGMENTATION_KINDS = AUGMENTATIONS.map(({ kind }) => kind)

type Fields = Record<AugmentationKind, z.ZodOptional<z.ZodNumber>>

/** How training pictures are changed: the number of each kind that is used. */
export const augmentationsSchema = z.strictObject(
  Object.fromEntries(AUGMENTATIONS.map(({ kind, schema }) => [kind, schema.optional()])) as Fields,
)
export type Augmentations = z.infer<typeof augmentationsSchema>

/** The kinds that are used with their numbers, in the order in which they change a picture. */
export const augmentationsIn = (
  augment: Augmentations = {},
): readonly (readonly [AugmentationKind, number])[] =>
  AUGMENTATION_KINDS.flatMap((kind) => {
    const amount = augment[kind]
    return amount === undefined ? [] : [[kind, amount] as const]
  })
