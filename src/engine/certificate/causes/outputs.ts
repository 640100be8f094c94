import type { FirstDifference } from '@shared/contract/certificate'
import { phrase } from '@shared/errors'
import { agrees } from '../compare'
import type { Sample } from '../samples'

/** The softmax of each example's outputs. */
function softmax({ units, values }: Sample): Sample {
  const size = units.length
  const result = new Float32Array(values.length)
  for (let from = 0; from < values.length; from += size) {
    const row = values.subarray(from, from + size)
    const most = row.reduce((a, b) => Math.max(a, b), -Infinity)
    const powers = row.map((value) => Math.exp(value - most))
    const sum = powers.reduce((a, b) => a + b, 0)
    result.set(
      powers.map((value) => value / sum),
      from,
    )
  }
  return { units, values: result }
}

/** Whether one side applies a softmax to what the other side gives. */
export function softmaxCause(
  known: Sample,
  found: Sample,
): Omit<FirstDifference, 'layer'> | undefined {
  if (agrees(softmax(known), found))
    return {
      cause: 'softmax-twice',
      explanation: phrase`A softmax is applied to the outputs once more.`,
    }
  if (agrees(known, softmax(found)))
    return {
      cause: 'softmax-missing',
      explanation: phrase`The softmax at the end is missing.`,
    }
  return undefined
}
