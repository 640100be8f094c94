import type { ProbabilityFacts, Reliability } from '@shared/contract/reliability'
import { grouped, metric, percent } from './format'
import { table } from './table'

const number = { align: 'right' } as const

/** Shares of which the reject curve is shown. */
const SHOWN = [0.5, 0.6, 0.7, 0.8, 0.9, 0.95, 1]

const diagram = ({ bins }: ProbabilityFacts): string =>
  table(
    [
      { title: 'probability' },
      { title: 'pictures', ...number },
      { title: 'mean', ...number },
      { title: 'right', ...number },
    ],
    bins
      .filter(({ count }) => count > 0)
      .map(({ from, to, count, confidence, accuracy }) => [
        `${percent(from)} to ${percent(to)}`,
        grouped(count),
        percent(confidence ?? 0),
        percent(accuracy ?? 0),
      ]),
  )

const rejectTable = ({ reject }: Reliability): string => {
  const points = SHOWN.flatMap((share) => reject.find(({ answered }) => answered >= share) ?? [])
  return table(
    [
      { title: 'answered', ...number },
      { title: 'right', ...number },
      { title: 'from probability', ...number },
    ],
    [...new Set(points)].map(({ answered, accuracy, threshold }) => [
      percent(answered),
      percent(accuracy),
      percent(threshold),
    ]),
  )
}

const setsTable = ({ sets }: Reliability): string =>
  table(
    [
      { title: 'α', ...number },
      { title: 'hold the true class', ...number },
      { title: 'classes a set', ...number },
      { title: 'from probability', ...number },
    ],
    sets.map(({ alpha, coverage, meanSize, threshold }) => [
      String(alpha),
      percent(coverage),
      meanSize.toFixed(2),
      percent(threshold),
    ]),
  )

function unknownText({
  familiarity: { accepted, together, energy, distance },
}: Reliability): string {
  const limits = [
    ...(energy ? [`energy above ${energy.threshold.toFixed(3)}`] : []),
    `distance in “${distance.layer}” above ${distance.threshold.toFixed(2)}`,
  ]
  return `A picture is unlike those of the training: ${limits.join(', or ')}. Each limit accepts ${percent(accepted)} of the test pictures, together they accept ${percent(together)}.`
}

/** What the probabilities of a network are worth, for people. */
export function reliabilityText(found: Reliability): string {
  const { fitted, measured, seed, temperature, before, after } = found
  return [
    `Fitted on ${grouped(fitted.length)} test pictures (of every class its share, seed ${seed}), measured on the other ${grouped(measured)}:`,
    `temperature ${temperature.toFixed(3)}: negative log-likelihood ${metric(before.nll, 4)} → ${metric(after.nll, 4)}, calibration error (ECE) ${before.ece.toFixed(4)} → ${after.ece.toFixed(4)}`,
    '',
    'Reliability with the temperature: what share is right of the answers with a probability',
    '',
    diagram(after),
    '',
    'Reject curve: only the surest answers are given',
    '',
    rejectTable(found),
    '',
    'Prediction sets: at most a share α of them lacks the true class',
    '',
    setsTable(found),
    ...(found.sets.some(({ enough }) => !enough)
      ? ['For some α there are too few pictures (1/α − 1 are needed): their sets hold every class.']
      : []),
    '',
    unknownText(found),
  ].join('\n')
}
