/** A Markdown table; the first column is text, the others numbers. */
export function markdownTable(
  head: readonly string[],
  rows: readonly (readonly string[])[],
): string {
  const line = (cells: readonly string[]): string => `| ${cells.join(' | ')} |`
  return [line(head), line(head.map((_, i) => (i === 0 ? '---' : '---:'))), ...rows.map(line)].join(
    '\n',
  )
}

/** `12,345`, `0.123`: as many digits as a timing deserves. */
export function figure(value: number, digits = 3): string {
  if (!Number.isFinite(value)) return '–'
  const sized =
    Math.abs(value) >= 10 ** (digits - 1) ? Math.round(value) : Number(value.toPrecision(digits))
  return sized.toLocaleString('en')
}
