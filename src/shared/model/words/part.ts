import { phrase, type Phrase } from '../../errors'
import type { Validation } from '../../recipe/validation'

/**
 * What part of a data set is used: “A part of the training pictures is used: 200 of 2,400, 100 of
 * each of the 2 classes.”
 * @param of pictures of the whole half
 * @param counts pictures of each class in the part
 */
export function partPhrase(
  half: 'train' | 'test',
  of: number,
  counts: readonly number[],
  count: number,
): Phrase {
  const present = counts.filter((each) => each > 0)
  const [least, most] = [Math.min(...present), Math.max(...present)]
  const each = least === most ? least : phrase`${least} to ${most}`
  const classes =
    present.length === counts.length
      ? phrase`${each} of each of the ${counts.length} classes`
      : present.length === 1
        ? phrase`all from one of the ${counts.length} classes`
        : phrase`${each} each from ${present.length} of the ${counts.length} classes`
  return half === 'train'
    ? phrase`A part of the training pictures is used: ${count} of ${of}, ${classes}.`
    : phrase`A part of the test pictures is used: ${count} of ${of}, ${classes}.`
}

/** How many pictures are left when some are set aside. @param of pictures of the whole half */
export const asidePhrase = (half: 'train' | 'test', of: number, aside: number): Phrase =>
  half === 'train'
    ? phrase`${of - aside} of ${of} training pictures, ${aside} set aside.`
    : phrase`${of - aside} of ${of} test pictures, ${aside} set aside.`

/**
 * What a validation part is made of.
 * @param of training pictures that it is a share of
 * @param counts validation pictures of each class
 */
export function validationPhrase(
  { from }: Pick<Validation, 'from'>,
  { of, count, counts }: { of: number; count: number; counts: readonly number[] },
): Phrase {
  const [least, most] = [Math.min(...counts), Math.max(...counts)]
  const each = least === most ? least : phrase`${least} to ${most}`
  return from === 'own'
    ? phrase`Epochs are measured on the data set’s validation part: ${count} pictures, ${each} of each of the ${counts.length} classes. The test part is read once, at the end.`
    : phrase`Epochs are measured on a validation part of the training pictures: ${count} of ${of}, ${each} of each of the ${counts.length} classes. The test part is read once, at the end.`
}
