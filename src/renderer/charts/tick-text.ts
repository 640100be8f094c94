import { Ticks, type Scale, type Tick } from 'chart.js'
import { formatSignificant } from '@renderer/i18n/format'
import { written } from '@renderer/i18n/numerals'

/**
 * A tick of a linear axis: in as many decimals as its neighbours, and signs and powers of ten as
 * everywhere in the window.
 */
export function tickText(
  this: Scale,
  value: string | number,
  index: number,
  ticks: Tick[],
): string {
  const text = Ticks.formatters.numeric.call(this, Number(value), index, ticks)
  return /e/i.test(text) ? formatSignificant(Number(value), 3) : written(text)
}
