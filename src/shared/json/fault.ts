import type { SyntaxNode } from '@lezer/common'
import { parser } from '@lezer/json'
import { phrase, type Phrase } from '../phrase'
import { expectedAt, sayExpected, type Expected } from './expected'

/** Where and why a text is no JSON. */
export interface JsonFault {
  /**
   * First and last character + 1 of what is wrong, counted from 0; both are the text's length where
   * it ends too early.
   */
  readonly from: number
  readonly to: number
  /** Counted from 1, in characters as editors count them. */
  readonly line: number
  readonly column: number
  /** What is wrong, without the place. */
  readonly message: Phrase
}

/** A string that ends on its line, whatever stands in it. */
const CLOSED = /^"(?:[^"\\\n]|\\.)*"/
const CLOSING = /^[\]}]/
/** What somebody has written as a word: a name, a number, NaN. */
const WORD = /^[^\s,:[\]{}"'\p{Cc}\ufffd]+/u
const NUMBER = /^[-+]?\.?\d/

/**
 * The first place at which a text stops being JSON, as the grammar has it; undefined where it is
 * JSON.
 */
export function jsonFault(text: string): JsonFault | undefined {
  // The grammar takes many times as long.
  const node = isJson(text) ? undefined : firstError(text)
  if (!node) return undefined
  const rest = text.slice(node.from)
  const before = text.slice(0, node.from)
  const number = splitNumber(before, rest)
  const from = node.from - (number?.length ?? 0)
  const found =
    number === undefined
      ? (WORD.exec(rest)?.[0] ?? rest.slice(0, 1))
      : number + (WORD.exec(rest)?.[0] ?? '')
  const lines = text.slice(0, from).split('\n')
  return {
    ...{
      from,
      to: from + found.length,
      line: lines.length,
      column: (lines.at(-1)?.length ?? 0) + 1,
    },
    message: number === undefined ? describe(expectedAt(node), before, rest) : badNumber(found),
  }
}

function isJson(text: string): boolean {
  try {
    JSON.parse(text)
    return true
  } catch {
    return false
  }
}

function firstError(text: string): SyntaxNode | undefined {
  let found: SyntaxNode | undefined
  parser.parse(text).iterate({
    enter: (node) => {
      if (node.type.isError) found ??= node.node
      return !found
    },
  })
  return found
}

/**
 * The beginning of what was meant as one number and is none, such as the 0 of 01 or the 1 of 1.;
 * its other part begins the rest.
 */
const splitNumber = (before: string, rest: string): string | undefined =>
  /^[\w.+-]/.test(rest) ? /-?\d[\d.eE+-]*$/.exec(before)?.[0] : undefined

/** A word may be as long as the text. */
const short = (word: string): string => (word.length > 40 ? `${word.slice(0, 40)}…` : word)

const badNumber = (word: string): Phrase => phrase`JSON does not write a number as ${short(word)}`

/** The likely mistake by name; else what may stand there. */
function describe(expected: Expected, before: string, rest: string): Phrase {
  const [sign = ''] = rest
  const word = WORD.exec(rest)?.[0] ?? ''
  if (sign === '') return phrase`${sayExpected(expected)}, but the text ends`
  if (/^(\/[/*]|#)/.test(rest)) return phrase`JSON has no comments`
  const takesName = expected === 'name' || expected === 'nameOrEnd'
  const takesValue = expected === 'value' || expected === 'valueOrEnd'
  if (!takesName && !takesValue) return sayExpected(expected)
  if (sign === "'") return phrase`names and text stand in double quotes`
  if (sign === '"') return badString(rest)
  if (CLOSING.test(sign) && /,\s*$/.test(before)) return phrase`no comma may stand before ${sign}`
  if (word === '') return sayExpected(expected)
  if (takesName) return phrase`the name ${short(word)} must stand in double quotes`
  if (/^[-+]?(NaN|Infinity)$/i.test(word)) return phrase`JSON has no NaN and no Infinity`
  return NUMBER.test(word) || /^[-+.]/.test(word)
    ? badNumber(word)
    : phrase`${short(word)} is no value of JSON; text stands in double quotes`
}

/** A string that begins where one may, and is none all the same. */
const badString = (rest: string): Phrase =>
  CLOSED.test(rest)
    ? phrase`this text has a sign or an escape in it that JSON does not know`
    : phrase`this text is not closed by a double quote on its line`
