import type { Fix, Problem, Values } from '../examine/problem'
import type { Finding, WarningFix } from '../lint/rule'
import type { Speech } from './speech'

/** Large whole numbers with their separators; the rest as it is. */
const readable = (speech: Speech, values: Values): Values =>
  Object.fromEntries(
    Object.entries(values).map(([name, value]) => [
      name,
      typeof value === 'number' && Number.isInteger(value) ? speech.integer(value) : value,
    ]),
  )

/** The fault, with this network's numbers. */
export function problemText(speech: Speech, { code, values, message }: Problem): string {
  const said = message ? { ...values, message: speech.fault(message) } : values
  return speech.say(
    code === 'windowTooLarge' && values['padding'] === 1
      ? 'problems.windowTooLargePadded'
      : `problems.${code}`,
    readable(speech, said),
  )
}

export const fixText = (speech: Speech, { code, values }: Fix): string =>
  speech.say(`fixes.${code}`, readable(speech, values))

export const findingTitle = (speech: Speech, { rule }: Pick<Finding, 'rule'>): string =>
  speech.say(`rules.${rule}.title`, {})

export const findingText = (
  speech: Speech,
  { rule, values }: Pick<Finding, 'rule' | 'values'>,
): string => speech.say(`rules.${rule}.text`, readable(speech, values))

/** What the fix of a warning changes, and its result. */
export const warningFixText = (
  speech: Speech,
  { code, values }: Pick<WarningFix, 'code' | 'values'>,
): string =>
  speech.say(
    `warningFixes.${code}`,
    readable(speech, values),
    typeof values['count'] === 'number' ? values['count'] : undefined,
  )
