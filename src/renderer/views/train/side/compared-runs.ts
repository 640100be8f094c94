import type { Evaluation, RunInfo } from '@shared/contract/training'

/** A run beside others, with what its network makes of the test pictures. */
export interface ComparedRun {
  readonly run: RunInfo
  readonly evaluation: Evaluation
  /** As its curves have it. */
  readonly colour: string
}

/** Whether all were trained on one data set, so that they were shown the same pictures. */
export const comparable = (runs: readonly RunInfo[]): boolean =>
  new Set(runs.map(({ recipe }) => recipe.dataset)).size === 1

/** Share of a row that lies on the diagonal; nothing for a class without pictures. */
export function recallOf(matrix: readonly (readonly number[])[], label: number): number | null {
  const row = matrix[label] ?? []
  const total = row.reduce((sum, count) => sum + count, 0)
  return total === 0 ? null : (row[label] ?? 0) / total
}
