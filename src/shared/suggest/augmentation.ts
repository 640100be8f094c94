import { phrase, type Phrase } from '../phrase'
import type { Augmentations } from '../recipe/augmentations'

/** What is known of a data set's pictures without looking at them. */
export interface PicturesOf {
  readonly id: string
  readonly channels: number
  readonly classes: readonly string[]
}

export interface ProposedAugmentation {
  readonly augment: Augmentations
  /** One for each part of the proposal, also for what it leaves out. */
  readonly reasons: readonly Phrase[]
}

/** Sets of digits and letters by their names. */
const WRITING = /mnist|digit|letter|emnist|usps|svhn|alphabet|character/i
const CLOTHES = /fashion/i
/** A class that is a digit or a letter: "7", "seven", "7 - seven", "b", "class A". */
const SIGN =
  /^(class |digit |letter )?(\d{1,2}|[a-z]|zero|one|two|three|four|five|six|seven|eight|nine)( ?[-–] ?\w+)?$/i
/** A class that a mirror makes another one. */
const SIDED = /(^|[^a-z])(left|right|east|west)([^a-z]|$)|左|右/i

const isWriting = ({ id, classes }: PicturesOf): boolean =>
  (WRITING.test(id) && !CLOTHES.test(id)) ||
  (classes.length > 0 && classes.every((name) => SIGN.test(name.trim())))

const SHIFT = phrase`A thing that lies a little elsewhere is of the same class: shifts by up to a tenth of the side.`

/**
 * Changes of the training pictures that leave their classes as they are, with reasons. Nothing is
 * mirrored where a mirror makes another sign.
 */
export function augmentationFor(pictures: PicturesOf): ProposedAugmentation {
  if (isWriting(pictures)) {
    return {
      augment: { scale: 0.1, rotate: 10, shift: 0.1 },
      reasons: [
        phrase`A mirrored digit or letter is another sign or none, so nothing is mirrored.`,
        phrase`Hands write at different sizes and slants: sizes change by up to a tenth, angles by up to 10 degrees.`,
        SHIFT,
      ],
    }
  }
  const sided = pictures.classes.find((name) => SIDED.test(name))
  const mirror =
    sided === undefined
      ? phrase`Things look alike from the left and from the right: half of the pictures are mirrored.`
      : phrase`The class “${sided}” names a side, so nothing is mirrored.`
  const flip = sided === undefined ? { flip: 0.5 } : {}
  if (pictures.channels !== 3) return { augment: { ...flip, shift: 0.1 }, reasons: [mirror, SHIFT] }
  return {
    augment: { ...flip, shift: 0.1, brightness: 0.2, contrast: 0.2 },
    reasons: [
      mirror,
      SHIFT,
      phrase`Photographs are taken in different light: brightness and contrast change by up to a fifth.`,
    ],
  }
}
