import { inEnglish } from '../../errors'
import { NETWORK_WORDS, type NetworkKey, type Speech } from './speech'

type Tree = { readonly [key: string]: string | Tree }

function wordsOf(key: NetworkKey): string {
  const found = key
    .split('.')
    .reduce<string | Tree | undefined>(
      (tree, part) => (typeof tree === 'object' ? tree[part] : undefined),
      NETWORK_WORDS,
    )
  return typeof found === 'string' ? found : key
}

const number = (value: number | null, options: Intl.NumberFormatOptions): string =>
  value === null || !Number.isFinite(value)
    ? '–'
    : new Intl.NumberFormat('en-US', options).format(value).replace('-', '−')

const digitsOf = (digits: number): Intl.NumberFormatOptions => ({
  minimumFractionDigits: digits,
  maximumFractionDigits: digits,
})

/** For the command line, which has no other language. */
export const ENGLISH: Speech = {
  say(key, values, count) {
    const forms = wordsOf(key).split(' | ')
    const text = (count === undefined || count === 1 ? forms[0] : forms.at(-1)) ?? ''
    const all: Readonly<Record<string, string | number | undefined>> = { n: count, ...values }
    return text.replace(/\{(\w+)\}/g, (place, name: string) => String(all[name] ?? place))
  },
  integer: (value) => number(value, { maximumFractionDigits: 0 }),
  decimal: (value, digits) => number(value, digitsOf(digits)),
  percent: (share, digits) => number(share, { style: 'percent', ...digitsOf(digits) }),
  fault: inEnglish,
}
