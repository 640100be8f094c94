import { inUnit } from '@shared/bytes'

const NUMBER = new Intl.NumberFormat('en-US', { maximumFractionDigits: 1 })

/** 61706 → "61,706". */
export const grouped = (value: number): string => NUMBER.format(value)

/** Bytes in the unit that gives one to three digits before the point, as in the window. */
export function bytes(count: number): string {
  const { value, unit } = inUnit(count)
  return `${NUMBER.format(value)} ${unit}`
}

/** A metric that may have diverged: null is NaN or infinity. */
export const metric = (value: number | null, digits = 3): string =>
  value === null ? 'not finite' : value.toFixed(digits)

/** 0.8167 → "81.7 %". */
export const percent = (value: number): string => `${(100 * value).toFixed(1)} %`
