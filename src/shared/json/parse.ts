import { AppError, phrase, type Phrase } from '../errors'
import { jsonFault } from './fault'

/** What is wrong with a text that is not JSON, and at which line and column. */
export function jsonTrouble(text: string): Phrase {
  const fault = jsonFault(text)
  if (!fault) return phrase`it can't be read`
  return phrase`line ${fault.line}, column ${fault.column}: ${fault.message}`
}

/**
 * The value of a JSON text.
 * @throws AppError `invalid-file` that names the line, the column and what is wrong there
 */
export function parseJson(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    throw new AppError('invalid-file', jsonTrouble(text))
  }
}
