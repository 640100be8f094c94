import type { SyntaxNode } from '@lezer/common'
import { phrase, type Phrase } from '../phrase'

/** What may stand at a place of a JSON text, in the words of its grammar. */
export type Expected =
  'value' | 'valueOrEnd' | 'itemEnd' | 'nameOrEnd' | 'name' | 'colon' | 'memberEnd' | 'nothing'

/**
 * What may stand where the parser could not go on. @param fault its error node; everything before
 * it is JSON
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

/** That it is expected, as a sentence. */
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
      return phrase`the JSON has ended before this, and nothing may follow it`
  }
}
