import { AppError, phrase } from '@shared/errors'

export const PICTURE_BYTES = 32 * 1024 * 1024
/** 16 megapixels: 64 MB once decoded. */
export const PICTURE_PIXELS = 16_000_000

/**
 * Checks the size that a file's header claims, before anything is allocated for it.
 * @throws AppError `invalid-image` for an empty picture, `too-large` beyond 16 megapixels.
 */
export function checkPixels(height: number, width: number, name: string): void {
  if (height < 1 || width < 1)
    throw new AppError(
      'invalid-image',
      phrase`${name} is damaged: its header says ${width} × ${height} pixels`,
      { height, width },
    )
  if (height * width > PICTURE_PIXELS) {
    const megapixels = ((height * width) / 1e6).toFixed(1)
    throw new AppError(
      'too-large',
      phrase`${name} has ${width} × ${height} pixels (${megapixels} megapixels); at most 16 megapixels are opened. Make it smaller first`,
      {
        height,
        width,
        limit: PICTURE_PIXELS,
      },
    )
  }
}
