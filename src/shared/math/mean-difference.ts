import { studentT, withinStudentT } from './student-t'

export interface MeanDifference {
  /** Mean of the differences. */
  readonly difference: number
  /** Its 95 % interval, were other pairs made. */
  readonly low: number
  readonly high: number
  /** 0…1: how often pairs would differ at least so much in the mean if there were no difference. */
  readonly chance: number
}

/**
 * What paired measurements say of the difference between their sides: Student's t for paired
 * differences, with n − 1 degrees of freedom (Student, "The Probable Error of a Mean", 1908, whose
 * example of ten patients and two drugs is of this kind).
 * @param differences of each pair, second minus first; two or more
 * @param step what one measurement can differ by at least. Pairs may agree because they are counted
 *   so coarsely: their spread is never taken to be less than that of rounding to this step, step /
 *   √12.
 */
export function meanDifference(differences: readonly number[], step: number): MeanDifference {
  const count = differences.length
  const difference = differences.reduce((sum, each) => sum + each, 0) / count
  const variance =
    differences.reduce((sum, each) => sum + (each - difference) ** 2, 0) / (count - 1)
  const error = Math.sqrt(Math.max(variance, step ** 2 / 12) / count)
  const reach = studentT(0.95, count - 1) * error
  return {
    difference,
    low: difference - reach,
    high: difference + reach,
    chance: 1 - withinStudentT(difference / error, count - 1),
  }
}
