import type { ExportFormat, Extra, Quantisation } from '@shared/formats'
import type { ModelWork } from '../models/export'
import type { LoadedModel } from '../models/loaded-model'
import { withExtras } from '../models/extras'
import { quantisedModel } from '../models/quantised'
import { costSentence, roundingCost } from './rounding-cost'

/** What the user wants of an export beyond its format. */
export interface ExportWishes {
  /** Fewer bits for the weights. */
  readonly quantise?: Quantisation | undefined
  /** What its graph has beyond the network. */
  readonly extras?: readonly Extra[] | undefined
}

/**
 * The model that an export is made of: with kernels rounded to fewer bits where that is asked for,
 * and a note on what it costs, and with what its graph is to have beyond the network.
 * @throws AppError `invalid-argument` for a format whose standard has no such weights or graphs,
 *   `cancelled`
 */
export async function modelForExport(
  loaded: LoadedModel,
  format: ExportFormat,
  { quantise, extras = [] }: ExportWishes,
  work: ModelWork = {},
): Promise<LoadedModel> {
  const wished = withExtras(loaded, format, extras)
  if (quantise === undefined) return wished
  const rounded = quantisedModel(wished, quantise, format)
  work.onNote?.(costSentence(quantise, await roundingCost(wished, rounded, work)))
  return rounded
}
