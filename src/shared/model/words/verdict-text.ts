import { PROOF } from '../lint/proof'
import type { ProofPlan, Side } from '../lint/proof-plan'
import type { OutcomePair, Verdict } from '../lint/verdict'
import { findingTitle } from './texts'
import { signed, type Speech } from './speech'

/** Trainings of a network with and without a fix, and their verdict. */
export interface ProofResult {
  readonly pairs: readonly OutcomePair[]
  readonly verdict: Verdict
}

/** The title of a run; only the warning's name may be shortened in it. */
export function proofTitle(
  speech: Speech,
  { name, finding }: Pick<ProofPlan, 'name' | 'finding'>,
  side: Side,
  seed: number,
): string {
  const values = { name, seed, rule: findingTitle(speech, finding) }
  return speech
    .say(seed === 0 ? `verdict.titles.${side}` : `verdict.titles.${side}Again`, values)
    .slice(0, 120)
}

/** The verdict of pairs of short trainings on a warning, with their numbers. */
export function verdictText(speech: Speech, { verdict, pairs }: ProofResult): string {
  const { word, accuracy, failures } = verdict
  /** Shares as points of a percentage: +12.4. */
  const points = (share: number): string => signed(100 * share, (size) => speech.decimal(size, 1))
  const failure = speech.fault(
    pairs.flatMap(({ drawn, fixed }) => drawn.failure ?? fixed.failure ?? [])[0] ?? '',
  )
  const steps = speech.integer(Math.max(0, ...pairs.map(({ fixed }) => fixed.steps)))
  const difference = accuracy && {
    steps,
    n: verdict.pairs,
    points: points(accuracy.difference),
    low: points(accuracy.low),
    high: points(accuracy.high),
  }
  if (word === 'drawnFailed' || word === 'fixedFailed' || word === 'bothFailed') {
    if (pairs.length === 1) return speech.say(`verdict.words.${word}`, { failure })
    const failed = speech.say('verdict.failures', {
      drawn: failures.drawn,
      fixed: failures.fixed,
      n: pairs.length,
      failure,
    })
    return difference
      ? speech.say('verdict.andRest', {
          failed,
          rest: speech.say('verdict.rest', difference, verdict.pairs),
        })
      : failed
  }
  if (!difference) return speech.say('verdict.words.unmeasured', { steps })
  return speech.say(
    pairs.length === 1 ? `verdict.words.${word}` : `verdict.means.${word}`,
    difference,
  )
}

/**
 * How sure the difference of several pairs is; undefined for one pair, whose interval does not
 * account for other seeds.
 */
export function surenessText(
  speech: Speech,
  { sureness, chance, pairs }: Verdict,
): string | undefined {
  if (sureness === undefined || chance === undefined) return undefined
  const share =
    chance < 0.001
      ? speech.say('verdict.lessThan', { share: speech.percent(0.001, 1) })
      : speech.percent(chance, chance < 0.0995 ? 1 : 0)
  return speech.say(`verdict.${sureness}`, { chance: share, n: pairs })
}

/** The basis of the verdict, and what its interval accounts for. */
export function verdictBasis(
  speech: Speech,
  { pairs, verdict }: ProofResult,
  { examples, dataset }: Pick<ProofPlan, 'examples' | 'dataset'>,
): string {
  const values = {
    examples: speech.integer(examples),
    dataset,
    epochs: PROOF.epochs,
    tests: speech.integer(PROOF.tests),
    n: pairs.length,
    freedom: verdict.pairs - 1,
  }
  if (pairs.length === 1) return speech.say('verdict.basis', values)
  const trained = speech.say('verdict.basisOfPairs', values)
  return verdict.pairs < 2 ? trained : speech.say('verdict.withInterval', { trained, ...values })
}

/**
 * Says that the network was reduced to the pictures, and that the warning no longer applies there.
 */
export const caveat = (
  speech: Speech,
  { cutDown }: Pick<ProofPlan, 'cutDown'>,
): string | undefined => cutDown && speech.say('verdict.cutDown', { shape: cutDown.join('×') })
