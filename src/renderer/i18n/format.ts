import { inUnit } from '@shared/bytes'
import { clock } from '@shared/math/clock'
import { language, t } from './index'
import { formatPower, written } from './numerals'

const locale = (): string => (language() === 'zh' ? 'zh-CN' : 'en-US')
const cache = new Map<string, Intl.NumberFormat>()
const timeFormatters = new Map<string, Intl.DateTimeFormat>()

function format(value: number, options: Intl.NumberFormatOptions): string {
  const key = locale() + JSON.stringify(options)
  const known = cache.get(key) ?? new Intl.NumberFormat(locale(), options)
  cache.set(key, known)
  // Never −0, which is how far a scale without any value reaches.
  return written(known.format(value === 0 ? 0 : value))
}

/** What stands where there is no number. */
export const NO_NUMBER = '–'

const shown = (value: number | null | undefined): value is number =>
  typeof value === 'number' && Number.isFinite(value)

/** 61706 → "61,706". */
export const formatInteger = (value: number | null | undefined): string =>
  shown(value) ? format(value, { maximumFractionDigits: 0 }) : NO_NUMBER

/**
 * A count as long as that is short: 416520 → "416,520", 118013952 → "118.0 M", 15470264320 → "15.5
 * G".
 * @param exact below this nothing is rounded
 */
export function formatCount(value: number, exact = 1e7): string {
  if (value < exact) return formatInteger(value)
  return value < 1e10 ? `${formatDecimal(value / 1e6, 1)} M` : `${formatDecimal(value / 1e9, 1)} G`
}

/** A number with so many decimals: 0.4631 → "0.463". */
export const formatDecimal = (value: number | null | undefined, digits = 3): string =>
  shown(value)
    ? format(value, { minimumFractionDigits: digits, maximumFractionDigits: digits })
    : NO_NUMBER

/** Names one after the other; of many the first few. */
export const formatList = (names: readonly string[], most = 8): string =>
  [...names.slice(0, most), ...(names.length > most ? ['…'] : [])].join(
    language() === 'zh' ? '、' : ', ',
  )

/** A fraction as a percentage: 0.4123 → "41 %". */
export const formatPercent = (value: number | null | undefined, digits = 0): string =>
  shown(value)
    ? format(value, {
        style: 'percent',
        minimumFractionDigits: digits,
        maximumFractionDigits: digits,
      })
    : NO_NUMBER

/** A value of any size with so many significant digits: 1.2×10⁻⁸, 0.9, −1,234. */
export const formatSignificant = (value: number | null | undefined, digits = 4): string => {
  if (!shown(value)) return NO_NUMBER
  const size = Math.abs(value)
  if (size !== 0 && (size < 1e-4 || size >= 1e7)) return formatPower(value, Math.max(0, digits - 2))
  return format(value, { maximumSignificantDigits: digits })
}

/** Seconds as "0:38" or "1:02:07". */
export const formatDuration = (seconds: number | null | undefined): string =>
  shown(seconds) ? clock(seconds) : NO_NUMBER

/** Bytes in the unit that keeps the number short: "47.0 MB". */
export function formatBytes(bytes: number): string {
  const { value, unit } = inUnit(bytes)
  return `${formatDecimal(value, unit === 'B' ? 0 : 1)} ${unit}`
}

/** [28, 28, 6] → "28×28×6". */
export const formatShape = (shape: readonly number[]): string => shape.join('×')

/** A moment as date and time in the present language. */
export function formatTime(milliseconds: number): string {
  const known =
    timeFormatters.get(locale()) ??
    new Intl.DateTimeFormat(locale(), { dateStyle: 'medium', timeStyle: 'short' })
  timeFormatters.set(locale(), known)
  return known.format(milliseconds)
}

/**
 * A moment as short as it stays clear beside others of a list: the time today, the day this year,
 * else the date.
 */
export function formatMoment(milliseconds: number, now = Date.now()): string {
  const [then, today] = [new Date(milliseconds), new Date(now)]
  const time = { hour: '2-digit', minute: '2-digit', hourCycle: 'h23' } as const
  const day = { month: 'short', day: 'numeric' } as const
  const isThisYear = then.getFullYear() === today.getFullYear()
  const options =
    then.toDateString() === today.toDateString()
      ? time
      : isThisYear
        ? { ...day, ...time }
        : { ...day, year: 'numeric' as const }
  return new Intl.DateTimeFormat(language() === 'zh' ? 'zh-CN' : 'en-US', options).format(then)
}

/** Examples a second with its unit. */
export const formatSpeed = (examplesPerSecond: number | null | undefined): string =>
  t('common.examplesPerSecond', { value: formatInteger(examplesPerSecond) })
