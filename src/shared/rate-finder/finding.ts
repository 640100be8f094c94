import { phrase, type Phrase } from '../phrase'
import type { Loss } from '../recipe/choices'
import { smoothed, type RatePoint } from './curve'
import { RULES } from './rules'

/** What a range test says. */
export interface RateFinding {
  /** The rate to take; null where the curve tells none. */
  readonly suggestion: number | null
  readonly reason: Phrase
  /** The rates of three rules on the same curve; nothing where the curve tells none. */
  readonly rules: {
    readonly valley: number
    readonly steep: number
    readonly minimum: number
  } | null
  /** The lowest smoothed loss, and the loss of a network that knows nothing. */
  readonly lowest: number
  readonly chance: number
}

/** The loss has left chance where it is below it by this share. */
const LEAVES = 0.05
/** Points at the start, whose mean is of few losses, and at the end, where it diverges. */
const SKIPPED = { start: 0.1, end: 5 } as const

/**
 * The mean loss of a network that gives each class its share of the pictures, or, for the mean
 * squared error, all the same.
 */
export function chanceLoss(loss: Loss, counts: readonly number[]): number {
  const total = counts.reduce((sum, count) => sum + count, 0)
  if (loss === 'meanSquaredError') {
    const even = 1 / counts.length
    return ((1 - even) ** 2 + (counts.length - 1) * even ** 2) / counts.length
  }
  return counts.reduce((sum, count) => {
    const share = count / total
    return count === 0 ? sum : sum - share * Math.log(share)
  }, 0)
}

const short = (value: number): string => String(Number(value.toPrecision(2)))

/**
 * The rate that a range test suggests, with its reason: the valley of the curve, or none where the
 * loss never leaves chance.
 */
export function findingOf(points: readonly RatePoint[], chance: number): RateFinding {
  const curve = smoothed(points).filter((point) => Number.isFinite(point.smoothed))
  const used = curve.slice(Math.floor(SKIPPED.start * curve.length), -SKIPPED.end)
  const losses = used.map((point) => point.smoothed)
  const rates = used.map(({ rate }) => rate)
  const lowest = losses.length > 0 ? Math.min(...losses) : NaN
  const rounded = (loss: number): string => loss.toFixed(3)
  if (!(lowest < (1 - LEAVES) * chance)) {
    return {
      ...{
        suggestion: null,
        rules: null,
        lowest: Number.isFinite(lowest) ? lowest : chance,
        chance,
      },
      reason: phrase`The smoothed loss never falls below ${Number.isFinite(lowest) ? rounded(lowest) : '–'} in ${points.length} steps, and a network that knows nothing has ${rounded(chance)}. So the test suggests no rate. This network may need more steps before its loss falls, or other activations or initial weights.`,
    }
  }
  const at = (index: number): number => rates[index] ?? NaN
  const rules = {
    valley: at(RULES.valley(losses)),
    steep: at(RULES.steep(losses, rates)),
    minimum: at(RULES.minimum(losses)) / 10,
  }
  return {
    ...{ suggestion: Number(rules.valley.toPrecision(2)), rules, lowest, chance },
    reason: phrase`The smoothed loss falls steadily around the rate ${short(rules.valley)}, and is lowest, ${rounded(lowest)}, at ${short(10 * rules.minimum)}; a network that knows nothing has ${rounded(chance)}. A tenth of the rate of the lowest loss is ${short(rules.minimum)}.`,
  }
}
