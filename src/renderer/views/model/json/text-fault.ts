import { jsonFault } from '@shared/json/fault'
import { draftFrom } from '@shared/model/draft'
import { t } from '@renderer/i18n'
import { wordsText } from '@renderer/i18n/error-text'

/** A fault of the text itself: it is no JSON, or not of a network. */
export interface TextFault {
  readonly said: string
  /** Where, as characters of the text, or as the path of a value in it. */
  readonly marks: readonly (
    | { readonly from: number; readonly to: number; readonly said: string }
    | { readonly path: readonly PropertyKey[]; readonly said: string }
  )[]
}

/** What keeps a text from being read as a network, in the present language. */
export function textFault(text: string): TextFault | undefined {
  const fault = jsonFault(text)
  if (fault) {
    const { from, to, line, column } = fault
    const said = t('model.json.syntax', { line, column, message: wordsText(fault.message) })
    return { said, marks: [{ from, to, said }] }
  }
  const read = draftFrom(JSON.parse(text))
  if (!('faults' in read)) return undefined
  const [{ field, words }] = read.faults
  return {
    said: `${field}: ${wordsText(words)}`,
    marks: read.faults.map((each) => ({ path: each.path, said: wordsText(each.words) })),
  }
}
