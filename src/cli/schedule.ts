import { InvalidArgumentError } from 'commander'
import type { Normalisation, Schedule } from '@shared/model/recipe'

const positive = (text: string | undefined): number => {
  const value = Number(text)
  if (text === undefined || text.trim() === '' || !(value > 0) || !Number.isFinite(value))
    throw new InvalidArgumentError('Expected a number above 0.')
  return value
}

/**
 * "constant", "step:<every epochs>:<factor>", "exponential:<factor an epoch>" or "cosine[:<warm-up
 * epochs>]".
 */
export function parseSchedule(text: string): Schedule {
  const [kind, first, second] = text.split(':')
  switch (kind) {
    case 'constant':
      return { kind }
    case 'step':
      return { kind, everyEpochs: positive(first), factor: positive(second) }
    case 'exponential':
      return { kind, factor: positive(first) }
    case 'cosine':
      return { kind, warmupEpochs: first === undefined ? 0 : positive(first) }
    default:
      throw new InvalidArgumentError(
        'Expected constant, step:<every epochs>:<factor>, exponential:<factor> or cosine[:<warm-up epochs>].',
      )
  }
}

const list = (text: string | undefined): number[] =>
  (text ?? '').split(',').map((part) => (part.trim() === '' ? Number.NaN : Number(part)))

/** "<mean>/<standard deviation>", each one number or one a channel: "0.286/0.353". */
export function parseNormalisation(text: string): Normalisation {
  const [mean, std] = text.split('/').map(list)
  if (
    !mean ||
    !std ||
    ![...mean, ...std].every(Number.isFinite) ||
    std.some((value) => value <= 0)
  ) {
    throw new InvalidArgumentError(
      'Expected <mean>/<standard deviation>, for instance 0.286/0.353, or one number a channel with commas.',
    )
  }
  return { mean, std }
}
