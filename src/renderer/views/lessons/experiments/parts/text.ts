import { readNumber } from '../../questions'

/** One number that was typed into a cell, as a float32; `undefined` for anything else. */
export function readCells(text: string): number | undefined {
  const value = Math.fround(readNumber(text))
  return Number.isFinite(value) ? value : undefined
}

/**
 * Rows of numbers from a spreadsheet (tabs), CSV (commas or semicolons), spaces, or JSON ([[1, 2],
 * [3, 4]]).
 * @returns `undefined` where anything is no number, or rows differ in length.
 */
export function readRows(text: string): readonly (readonly number[])[] | undefined {
  const rows = text.trim().startsWith('[') ? fromJson(text) : fromLines(text)
  if (
    !rows ||
    rows.length === 0 ||
    rows.some((row) => row.length === 0 || row.length !== rows[0]?.length)
  )
    return undefined
  return rows.every((row) => row.every((value) => Number.isFinite(value))) ? rows : undefined
}

function fromJson(text: string): number[][] | undefined {
  try {
    const value: unknown = JSON.parse(text)
    if (!Array.isArray(value)) return undefined
    const rows = value.every((row) => typeof row === 'number') ? [value] : (value as unknown[])
    return rows.every(
      (row): row is number[] => Array.isArray(row) && row.every((item) => typeof item === 'number'),
    )
      ? rows.map((row) => row.map(Math.fround))
      : undefined
  } catch {
    return undefined
  }
}

function fromLines(text: string): number[][] {
  const lines = text
    .replace(/\r/g, '')
    .split('\n')
    .filter((row) => row.trim() !== '')
  const separator = [/\t/, /;/, /,/].find((sign) => sign.test(text)) ?? /\s+/
  return lines.map((row) =>
    row
      .trim()
      .split(separator)
      .map((cell) => Math.fround(readNumber(cell))),
  )
}
