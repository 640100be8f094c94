import type { z } from 'zod'
import { kindsOf, unionOf } from '../setting'
import { constant } from './constant'
import { cosine } from './cosine'
import type { Position } from './definition'
import { exponential } from './exponential'
import { oneCycle } from './one-cycle'
import { plateau } from './plateau'
import { step } from './step'

/** Every schedule of the learning rate, in the order in which they are listed. */
export const SCHEDULES = [constant, step, exponential, cosine, oneCycle, plateau] as const

export const scheduleSchema = unionOf(SCHEDULES)
export type Schedule = z.infer<typeof scheduleSchema>
export type ScheduleKind = Schedule['kind']

export const SCHEDULE_KINDS = kindsOf(SCHEDULES)

/** The learning rate of a step under a schedule. */
export function scheduledRate(schedule: Schedule, position: Position): number {
  const definition = SCHEDULES.find(({ kind }) => kind === schedule.kind) ?? constant
  // The definition is that of the schedule's own kind, so the settings match.
  const { rateAt } = definition as { rateAt: (settings: Schedule, at: Position) => number }
  return rateAt(schedule, position)
}
