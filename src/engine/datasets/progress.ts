import type { Progress } from '@shared/contract/common'
import { counted, type Work } from '../work/work'

/** Files and pieces follow each other fast: nobody is told more than ten times a second. */
const EVERY_MS = 100

/** One stage of bringing a data set: takes what is done of the total, as `counted` does. */
export const stageOf = (
  work: Work,
  stage: Progress['stage'],
  unit: Progress['unit'],
  total: number,
  from = 0,
): ((done: number) => void) =>
  counted(work, stage, unit, total, { from, everyMs: EVERY_MS }).onProgress
