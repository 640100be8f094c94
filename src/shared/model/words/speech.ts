import type { Words } from '../../errors'
import { FAULT_WORDS, FIX_WORDS } from './faults'
import type { KeysOf } from './keys'
import { VERDICT_WORDS } from './verdict-words'
import { WARNING_FIX_WORDS, WARNING_WORDS } from './warnings'

/** Every English text about a network's faults and warnings. */
export const NETWORK_WORDS = {
  problems: FAULT_WORDS,
  fixes: FIX_WORDS,
  rules: WARNING_WORDS,
  warningFixes: WARNING_FIX_WORDS,
  verdict: VERDICT_WORDS,
} as const

export type NetworkKey = KeysOf<typeof NETWORK_WORDS>

/**
 * How sentences and numbers are worded: in the window's language, and in English on the command
 * line.
 */
export interface Speech {
  /**
   * @param count picks the form of a text such as `one pair | {n} pairs`; it is also the value of
   * `{n}`
   */
  say(key: NetworkKey, values: Readonly<Record<string, string | number>>, count?: number): string
  integer(value: number): string
  /** Shown in place of a number that a diverged training lacks. */
  decimal(value: number | null, digits: number): string
  percent(share: number | null, digits: number): string
  /** A sentence that belongs to a fault. */
  fault(sentence: Words): string
}

/** +0.42, −3.1 %: a difference with its sign; none where it is written as nothing. */
export const signed = (difference: number, format: (size: number) => string): string => {
  const size = format(Math.abs(difference))
  return difference === 0 || size === format(0) ? size : `${difference > 0 ? '+' : '−'}${size}`
}
