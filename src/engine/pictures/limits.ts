import { AppError, phrase } from '@shared/errors'

export const PICTURE_BYTES = 64 * 1024 * 1024
/** 100 megapixels: 400 MB once decoded. */
export const PICTURE_PIXELS = 100_000_000

/** @throws AppError `too-large` for a file of more than 64 MB. */
export function checkBytes(bytes: number, name: string): void {
  if (bytes <= PICTURE_BYTES) return
  throw new AppError(
    'too-large',
    phrase`${name} is a file of ${Math.ceil(bytes / 1024 / 1024)} MB; at most 64 MB are opened. Save it smaller first`,
    { bytes, limit: PICTURE_BYTES },
  )
}

/**
 * Checks the size that a file's header claims, before anything is allocated for it.
 * @throws AppError `invalid-image` for an empty picture, `too-large` beyond 100 megapixels.
 */
export function checkPixels(height: number, width: number, name: string): void {
  if (height < 1 || width < 1)
    throw new AppError(
      'invalid-image',
      phrase`${name} is damaged: its header says ${width} × ${height} pixels`,
      { height, width },
    )
  if (height * width <= PICTURE_PIXELS) return
  const megapixels = ((height * width) / 1e6).toFixed(1)
  throw new AppError(
    'too-large',
    phrase`${name} has ${width} × ${height} pixels (${megapixels} megapixels); at most 100 megapixels are opened. Make it smaller first`,
    { height, width, limit: PICTURE_PIXELS },
  )
}
