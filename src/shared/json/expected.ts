import type { SyntaxNode } from '@lezer/common'
import { phrase, type Phrase } from '../phrase'

/** What may follow at a place of a JSON text, in the terms of its grammar. */
export type Expected =
  'value' | 'valueOrEnd' | 'itemEnd' | 'nameOrEnd' | 'name' | 'colon' | 'memberEnd' | 'nothing'

/**
 * What may follow where the parser stopped. @param fault its error node; everything before it is
 * JSON
 */
export function expectedAt(fault: SyntaxNode): Expected {
  const [around, before] = [fault.parent, fault.prevSibling]
  switch (around?.name) {
    case 'Array':
      if (before?.name === '[') return 'valueOrEnd'
      return before?.name === ',' ? 'value' : 'itemEnd'
    case 'Object':
      if (before?.name === '{') return 'nameOrEnd'
      return before?.name === ',' ? 'name' : 'memberEnd'
    case 'Property':
      if (before?.name === 'PropertyName') return 'colon'
      return before?.name === ':' ? 'value' : 'memberEnd'
    default:
      return before ? 'nothing' : 'value'
  }
}

/** The sentence that says what is expected. */
export function sayExpected(expected: Expected): Phrase {
  switch (expected) {
    case 'value':
      return phrase`a value is expected`
    case 'valueOrEnd':
      return phrase`a value or ] is expected`
    case 'itemEnd':
      return phrase`a comma or ] is expected`
    case 'nameOrEnd':
      return phrase`a name in double quotes or } is expected`
    case 'name':
      return phrase`a name in double quotes is expected`
    case 'colon':
      return phrase`a colon is expected`
    case 'memberEnd':
      return phrase`a comma or } is expected`
    case 'nothing':
      return phrase`the JSON ends before this, and nothing may follow it`
  }
}
