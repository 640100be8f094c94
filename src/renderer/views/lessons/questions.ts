import type { Answer, QuestionText } from './definition'

/** A number as people type it: "1,000", "−3", "0,5" with a decimal comma; NaN for anything else. */
export function readNumber(text: string): number {
  const plain = text.trim().replace(/[−–]/g, '-').replace(/\s/g, '')
  const grouped = /^-?\d{1,3}(,\d{3})+(\.\d+)?$/.test(plain)
    ? plain.replaceAll(',', '')
    : plain.replace(',', '.')
  return grouped === '' ? Number.NaN : Number(grouped)
}

/** Whether what was typed for a number is none. */
export const isNoNumber = (answer: Answer, given: string): boolean =>
  answer.kind === 'number' && Number.isNaN(readNumber(given))

/** Whether what was typed or chosen is right; an option is named by its place. */
export function isRight(answer: Answer, given: string): boolean {
  if (answer.kind === 'choice') return given === String(answer.index)
  return Math.abs(readNumber(given) - answer.value) <= (answer.tolerance ?? 0)
}

/** The right answer in words. */
export const rightAnswer = (answer: Answer, question: QuestionText): string =>
  answer.kind === 'choice' ? (question.options?.[answer.index] ?? '') : String(answer.value)

/** A text with formulas as a screen reader may say it: the signs of typesetting are left out. */
export const spoken = (text: string): string =>
  text
    .replaceAll('\\times', '×')
    .replaceAll('\\cdot', '·')
    .replace(/[$`*\\{}]/g, '')
