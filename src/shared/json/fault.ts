import type { SyntaxNode } from '@lezer/common'
import { parser } from '@lezer/json'
import { phrase, type Phrase } from '../phrase'
import { expectedAt, sayExpected, type Expected } from './expected'

/** Where and why a text is not JSON. */
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

/** A string that ends on its line, whatever it contains. */
const CLOSED = /^"(?:[^"\\\n]|\\.)*"/
const CLOSING = /^[\]}]/
/** A word of the text: a name, a number, NaN. */
const WORD = /^[^\s,:[\]{}"'\p{Cc}\ufffd]+/u
const NUMBER = /^[-+]?\.?\d/

/**
 * The first place at which a text stops being JSON, as the grammar has it; undefined where it is
 * JSON.
 */
export function jsonFault(text: string): JsonFault | undefined {
  // The grammar takes many times as long, so it runs only on invalid text.
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
 * The beginning of an intended number that is not valid, such as the 0 of 01 or the 1 of 1.; the
 * rest starts with its other part.
 */
const splitNumber = (before: string, rest: string): string | undefined =>
  /^[\w.+-]/.test(rest) ? /-?\d[\d.eE+-]*$/.exec(before)?.[0] : undefined

/** A word can be as long as the text. */
const short = (word: string): string => (word.length > 40 ? `${word.slice(0, 40)}…` : word)

const badNumber = (word: string): Phrase => phrase`${short(word)} is not a JSON number`

/** The likely mistake by name; otherwise what is expected. */
function describe(expected: Expected, before: string, rest: string): Phrase {
  const [sign = ''] = rest
  const word = WORD.exec(rest)?.[0] ?? ''
  if (sign === '') return phrase`${sayExpected(expected)}, but the text ends`
  if (/^(\/[/*]|#)/.test(rest)) return phrase`JSON has no comments`
  const takesName = expected === 'name' || expected === 'nameOrEnd'
  const takesValue = expected === 'value' || expected === 'valueOrEnd'
  if (!takesName && !takesValue) return sayExpected(expected)
  if (sign === "'") return phrase`names and text must be in double quotes`
  if (sign === '"') return badString(rest)
  if (CLOSING.test(sign) && /,\s*$/.test(before)) return phrase`no comma is allowed before ${sign}`
  if (word === '') return sayExpected(expected)
  if (takesName) return phrase`the name ${short(word)} must be in double quotes`
  if (/^[-+]?(NaN|Infinity)$/i.test(word)) return phrase`JSON has no NaN and no Infinity`
  return NUMBER.test(word) || /^[-+.]/.test(word)
    ? badNumber(word)
    : phrase`${short(word)} is not a JSON value; text must be in double quotes`
}

/** An invalid string at a place where a string is allowed. */
const badString = (rest: string): Phrase =>
  CLOSED.test(rest)
    ? phrase`this text contains a character or an escape that JSON does not allow`
    : phrase`this text has no closing double quote on its line`
