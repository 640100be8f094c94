import type { Scale } from 'chart.js'
import { formatPower } from '@renderer/i18n/numerals'

/** Powers of ten; over less than two of them, whatever ticks there are. */
function powerText(this: Scale, value: string | number): string {
  const power = Math.log10(Number(value))
  const text =
    power < -3 || power > 4
      ? formatPower(Number(value), 0).replace(/^1×/, '')
      : String(Number(Number(value).toPrecision(2)))
  return Math.log10(this.max / this.min) < 2 || Math.abs(power - Math.round(power)) < 1e-6
    ? text
    : ''
}

/** An axis with a logarithmic scale. */
export const logAxis = <T extends { readonly ticks: object }>(axis: T) => ({
  ...axis,
  type: 'logarithmic' as const,
  ticks: { ...axis.ticks, callback: powerText },
})
