import type { FirstDifference } from '@shared/contract/certificate'
import { phrase } from '@shared/errors'
import { layerAt } from '@shared/model/resolve'
import { agrees, excess, firstOf } from '../compare'
import type { Inputs, Sample } from '../samples'
import { bias, flattened, flattening, otherWeights } from './arrays'
import type { Change, Hypothesis, Subject } from './change'
import { channelOrder, kernels } from './kernels'
import { averages, padding } from './padding'
import { Retrial } from './retrial'
import { activation, epsilon } from './settings'

/** In the order in which they are tried; what says least comes last. */
const HYPOTHESES: readonly Hypothesis[] = [
  averages,
  epsilon,
  flattened,
  flattening,
  kernels,
  channelOrder,
  bias,
  activation,
  padding,
  otherWeights,
]

/** So many examples tell the hypotheses apart. */
const EXAMPLES = 6

interface Search {
  /** The side whose network is at hand. */
  readonly subject: Subject
  /** The other side's network, where it is at hand too. */
  readonly opponent?: Subject | undefined
  readonly inputs: Inputs
  /** The first layer that differs, and what the other side has there. */
  readonly layer: string
  readonly other: Sample
  /** The layers that may be at fault, in their order; the last one is `layer`. */
  readonly suspects: readonly string[]
}

/**
 * Why a layer differs: each hypothesis changes the layer of the network at hand, and the one that
 * gives the other side's numbers is the cause.
 */
export function causeOf({
  subject,
  opponent,
  inputs,
  layer,
  other,
  suspects,
}: Search): FirstDifference {
  const count = Math.min(EXAMPLES, inputs.count)
  const size = inputs.data.length / inputs.count
  const few = { count, data: inputs.data.subarray(0, count * size) }
  const retrial = new Retrial(subject, few, layer)
  const target = firstOf(other, count)
  try {
    const own = retrial.own(other.units)
    for (const suspect of suspects) {
      const resolved = layerAt(subject.model, suspect)
      if (!resolved) continue
      const given = suspect === layer ? { own, other: target } : undefined
      const suspicion = { subject, resolved, given, opponent }
      for (const hypothesis of HYPOTHESES) {
        const found = bestOf(
          hypothesis(suspicion),
          (change) => retrial.with(suspect, change, other.units),
          target,
        )
        if (found) return { layer: suspect, cause: found.cause, explanation: found.explanation }
      }
    }
  } finally {
    retrial.dispose()
  }
  return {
    layer,
    cause: 'unknown',
    explanation: phrase`None of the known causes gives the same numbers.`,
  }
}

/** The change that gives the other side's numbers; the nearest where several do. */
function bestOf(
  changes: readonly Change[],
  run: (change: Change) => Sample | undefined,
  target: Sample,
): Change | undefined {
  let best: { readonly change: Change; readonly excess: number } | undefined
  for (const change of changes) {
    const found = run(change)
    if (!found || !agrees(target, found)) continue
    const difference = excess(target, found)
    if (!best || difference < best.excess) best = { change, excess: difference }
  }
  return best?.change
}
