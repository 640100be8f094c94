import type { AugmentationKind } from '@shared/recipe/augmentations'
import type { Change, Move } from './augmentation'
import { brightness } from './brightness'
import { contrast } from './contrast'
import { crop } from './crop'
import { cutout } from './cutout'
import { flip, flipVertical } from './flip'
import { hue } from './hue'
import { noise } from './noise'
import { rotate } from './rotate'
import { saturation } from './saturation'
import { scale } from './scale'
import { shift } from './shift'

/**
 * The arithmetic of every augmentation of one picture; the compiler names one that is forgotten
 * here. Mixup takes two (`mix.ts`).
 */
export const ARITHMETIC = {
  ...{ flip, flipVertical, scale, rotate, shift, crop },
  ...{ brightness, contrast, saturation, hue, noise, cutout },
} satisfies Record<Exclude<AugmentationKind, 'mixup'>, Move | Change>

/** The arithmetic of a kind that moves pixels; undefined for any other. */
export function moveOf(kind: AugmentationKind): Move | undefined {
  const found: Move | Change | undefined = kind === 'mixup' ? undefined : ARITHMETIC[kind]
  return found && 'map' in found ? found : undefined
}

/** The arithmetic of a kind that changes values; undefined for any other. */
export function changeOf(kind: AugmentationKind): Change | undefined {
  const found: Move | Change | undefined = kind === 'mixup' ? undefined : ARITHMETIC[kind]
  return found && 'apply' in found ? found : undefined
}
