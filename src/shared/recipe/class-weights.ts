import { z } from 'zod'

/**
 * How much the examples of each class count in what a training minimises: numbers, one for each
 * class, or `balanced`, which makes all classes count alike.
 */
export const classWeightsSchema = z.union([
  z.literal('balanced'),
  z.array(z.number().positive().max(1e6)).min(2).max(65_536),
])
export type ClassWeights = z.infer<typeof classWeightsSchema>

/**
 * The numbers: those that are given, or n / (k · nᶜ) for class c of k with nᶜ of the n examples, as
 * scikit-learn's class_weight="balanced" has it. A class without examples gets 0.
 * @param counts examples of each class in the training part
 */
export function weightsOfClasses(weights: ClassWeights, counts: readonly number[]): number[] {
  if (weights !== 'balanced') return [...weights]
  const all = counts.reduce((sum, count) => sum + count, 0)
  return counts.map((count) => (count === 0 ? 0 : all / (counts.length * count)))
}
