import type { ExportFormat, Quantisation } from '@shared/formats'
import type { ModelWork } from '../models/export'
import type { LoadedModel } from '../models/loaded-model'
import { quantisedModel } from '../models/quantised'
import { costSentence, roundingCost } from './rounding-cost'

/**
 * The model that an export is made of: with kernels rounded to fewer bits where that is asked for,
 * and a note on what it costs.
 * @throws AppError `invalid-argument` for a format whose standard has no such weights, `cancelled`
 */
export async function modelForExport(
  loaded: LoadedModel,
  format: ExportFormat,
  quantise: Quantisation | undefined,
  work: ModelWork = {},
): Promise<LoadedModel> {
  if (quantise === undefined) return loaded
  const rounded = quantisedModel(loaded, quantise, format)
  work.onNote?.(costSentence(quantise, await roundingCost(loaded, rounded, work)))
  return rounded
}
