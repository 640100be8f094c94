import { studentT, withinStudentT } from './student-t'

export interface MeanDifference {
  /** Mean of the differences. */
  readonly difference: number
  /** Its 95 % interval, for other pairs. */
  readonly low: number
  readonly high: number
  /** 0…1: how often the means would differ at least this much if there were no difference. */
  readonly chance: number
}

/**
 * The difference between the two sides of paired measurements: Student's t for paired differences,
 * with n − 1 degrees of freedom (Student, "The Probable Error of a Mean", 1908, whose example of
 * ten patients and two drugs is of this kind).
 * @param differences of each pair, second minus first; at least two
 * @param step the smallest difference of one measurement. Pairs may agree because the measurement
 *   is coarse: their spread is at least that of rounding to this step, step / √12.
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
