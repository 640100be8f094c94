import { normalisationSchema, type Normalisation } from '@shared/model/recipe'
import { classWeightsSchema, type ClassWeights } from '@shared/recipe/class-weights'
import { SCHEDULES, scheduleSchema, type Schedule } from '@shared/recipe/schedules'
import type { Setting } from '@shared/recipe/setting'
import { checkValue } from '@shared/schema-fault'
import { sayPhrase } from '@shared/errors'
import { InvalidArgumentError } from 'commander'

const settingsOf = ({ settings }: (typeof SCHEDULES)[number]): [string, Setting][] =>
  Object.entries<Setting>(settings)

const isOptional = ({ schema }: Setting): boolean => schema.safeParse(undefined).success

/** The form of a schedule: "step:<every epochs>:<factor>", "cosine[:<warm-up epochs>]". */
const formOf = (schedule: (typeof SCHEDULES)[number]): string =>
  schedule.kind +
  settingsOf(schedule)
    .map(([, setting]) => (isOptional(setting) ? `[:<${setting.term}>]` : `:<${setting.term}>`))
    .join('')

/** The forms of all schedules. */
export const SCHEDULE_FORMS = SCHEDULES.map(formOf).join(', ')

const numberIn = (text: string): number => (text.trim() === '' ? NaN : Number(text))

/** A schedule as `formOf` writes it; anything else is wrong usage. */
export function parseSchedule(text: string): Schedule {
  const [kind, ...given] = text.split(':')
  const schedule = SCHEDULES.find((each) => each.kind === kind)
  const names = schedule ? settingsOf(schedule).map(([name]) => name) : []
  if (!schedule || given.length > names.length)
    throw new InvalidArgumentError(`Expected one of ${SCHEDULE_FORMS}.`)
  const settings = given.map((part, index) => [names[index] ?? '', numberIn(part)] as const)
  const result = checkValue(scheduleSchema, { kind, ...Object.fromEntries(settings) })
  if (result.success) return result.data
  const [{ field, words }] = result.faults
  throw new InvalidArgumentError(`Expected ${formOf(schedule)}: ${field} ${sayPhrase(words)}.`)
}

const list = (text: string | undefined): number[] => (text ?? '').split(',').map(numberIn)

/** "<mean>/<standard deviation>", each one number, or one for each channel: "0.286/0.353". */
export function parseNormalisation(text: string): Normalisation {
  const [mean, std, ...more] = text.split('/').map(list)
  const result = normalisationSchema.safeParse({ mean, std })
  if (result.success && more.length === 0) return result.data
  throw new InvalidArgumentError(
    'Expected <mean>/<standard deviation>, for instance 0.286/0.353, or one number for each channel with commas. A deviation is at least 0.000001.',
  )
}

/** "balanced", or one number for each class, separated by commas. */
export function parseClassWeights(text: string): ClassWeights {
  const result = classWeightsSchema.safeParse(text === 'balanced' ? text : list(text))
  if (result.success) return result.data
  throw new InvalidArgumentError(
    'Expected balanced, or one number above 0 for each class, separated by commas.',
  )
}
