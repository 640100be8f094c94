import { written } from '@renderer/i18n/numerals'

/** A float32 as people write it: short, with a true minus sign, −∞ for what never wins. */
export function numberText(value: number): string {
  if (value === -Infinity) return '−∞'
  const short = Number(value.toPrecision(6))
  return written(String(Object.is(short, -0) ? 0 : short))
}
