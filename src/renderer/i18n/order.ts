const collator = new Intl.Collator(undefined, { numeric: true, sensitivity: 'base' })

/** The order of values in a table's column: numbers by size, words as people sort them. */
export const compareValues = (a: string | number, b: string | number): number =>
  typeof a === 'number' && typeof b === 'number' ? a - b : collator.compare(String(a), String(b))
