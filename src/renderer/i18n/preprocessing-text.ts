import { knownAs, knownFor, type Preprocessing } from '@shared/model/preprocessing'
import { DEFAULT_FITTING, FITTINGS } from '@shared/recipe/fitting'
import { said, t } from '.'

/** Digits of a mean that tell ImageNet's from others. */
const DIGITS = 3
const list = (values: readonly number[]): string =>
  values.map((value) => String(Number(value.toPrecision(DIGITS)))).join(', ')
const grouped = (values: readonly number[]): string =>
  values.length > 1 ? `(${list(values)})` : list(values)

/** How pictures become a network's input, in a few words. */
export function preprocessingText(preprocessing: Preprocessing = { order: 'rgb' }): string {
  const { normalisation, order, fitting = DEFAULT_FITTING } = preprocessing
  const id = knownAs(preprocessing)
  const known = knownFor(3).find((way) => way.id === id)
  const numbers = normalisation
    ? t('imports.change.numbers', {
        mean: grouped(normalisation.mean),
        std: grouped(normalisation.std),
      })
    : t('imports.change.plain')
  return [
    ...(known
      ? [said(known.label)]
      : [numbers, ...(order === 'bgr' ? [t('imports.change.bgr')] : [])]),
    ...(fitting === DEFAULT_FITTING ? [] : [said(FITTINGS[fitting])]),
  ].join(' · ')
}
