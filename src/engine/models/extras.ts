import { AppError, phrase } from '@shared/errors'
import { extrasOf, type ExportFormat, type Extra } from '@shared/formats'
import type { LoadedModel } from './loaded-model'

/**
 * A model whose export has more in its graph than the network.
 * @throws AppError `invalid-argument` for a format whose files have no place for it, and for the
 *   preprocessing of what is no picture
 */
export function withExtras(
  loaded: LoadedModel,
  format: ExportFormat,
  extras: readonly Extra[],
): LoadedModel {
  if (extras.length === 0) return loaded
  const missing = extras.find((extra) => !extrasOf(format).includes(extra))
  if (missing === 'preprocessing')
    throw new AppError(
      'invalid-argument',
      phrase`The format ${format} has no place for the preprocessing: its description says how pictures are prepared. Export without --with-preprocessing, or as onnx, savedmodel or keras.`,
      { format },
    )
  if (missing === 'all-outputs')
    throw new AppError(
      'invalid-argument',
      phrase`A file of the format ${format} gives every layer's output without being asked, or none. Export without --all-outputs, or as onnx or savedmodel.`,
      { format },
    )
  const { channels } = loaded.spec.input
  if (extras.includes('preprocessing') && channels !== 1 && channels !== 3)
    throw new AppError(
      'invalid-argument',
      phrase`The network takes ${channels} channels, and a picture has 1 or 3: there is no preprocessing. Export without --with-preprocessing.`,
      { channels },
    )
  return { ...loaded, extras: [...new Set(extras)].sort() }
}
