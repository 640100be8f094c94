import type { Phrase } from '../../errors'
import { FAULT_WORDS, FIX_WORDS } from './faults'
import type { KeysOf } from './keys'
import { VERDICT_WORDS } from './verdict-words'
import { WARNING_FIX_WORDS, WARNING_WORDS } from './warnings'

/** Everything that is said of a network's faults and warnings, in English. */
export const NETWORK_WORDS = {
  problems: FAULT_WORDS,
  fixes: FIX_WORDS,
  rules: WARNING_WORDS,
  mends: WARNING_FIX_WORDS,
  verdict: VERDICT_WORDS,
} as const

export type NetworkKey = KeysOf<typeof NETWORK_WORDS>

/**
 * How sentences and numbers are said: the window does it in its language, the command line in
 * English.
 */
export interface Speech {
  /**
   * @param count picks the form of a text such as `one pair | {n} pairs`; it is also the value of
   * `{n}`
   */
  say(key: NetworkKey, values: Readonly<Record<string, string | number>>, count?: number): string
  integer(value: number): string
  /** Of a training that diverged there is none: what stands where there is no number. */
  decimal(value: number | null, digits: number): string
  percent(share: number | null, digits: number): string
  /** A sentence that came with a fault. */
  fault(sentence: Phrase | string): string
}

/** +0.42, −3.1 %: a difference with its sign; none where it is written as nothing. */
export const signed = (difference: number, format: (size: number) => string): string => {
  const size = format(Math.abs(difference))
  return difference === 0 || size === format(0) ? size : `${difference > 0 ? '+' : '−'}${size}`
}
