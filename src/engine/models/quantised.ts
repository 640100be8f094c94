import { AppError, phrase } from '@shared/errors'
import { canQuantise, type ExportFormat, type Quantisation } from '@shared/formats'
import type { NamedArray } from '@shared/model/weights'
import { dequantise, quantise, roundingOf } from '../formats/tfjs/quantised'
import type { LoadedModel } from './loaded-model'

/**
 * Biases and the numbers of normalisations are few, and one scale for all of a layer's variances
 * would make the small ones 0.
 */
const isRounded = ({ shape }: NamedArray): boolean => shape.length > 1

/**
 * A model whose kernels are rounded to fewer bits, for an export that stores them so.
 * @throws AppError `invalid-argument` for a format whose standard has no such weights
 */
export function quantisedModel(
  loaded: LoadedModel,
  to: Quantisation,
  format: ExportFormat,
): LoadedModel {
  if (!canQuantise(format, to))
    throw new AppError(
      'invalid-argument',
      phrase`The format ${format} has no weights of ${to} of its own: they would be operators of the network, which not every tool computes alike. Export without --quantise, or as tfjs.`,
      { format, quantise: to },
    )
  const weights = new Map(
    [...loaded.weights].map(([name, array]): [string, NamedArray] => [
      name,
      isRounded(array) ? rounded(array, to) : array,
    ]),
  )
  return { ...loaded, weights }
}

function rounded({ shape, data }: NamedArray, to: Quantisation): NamedArray {
  const rounding = roundingOf(data, to)
  return { shape, data: dequantise(quantise(data, rounding), rounding), rounded: rounding }
}
