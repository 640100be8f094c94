import { AppError, phrase, type Phrase } from '@shared/errors'
import { PICTURE_FORMATS, type PictureFormat } from '@shared/picture-formats'
import { type Magick, markFailed } from './library'

/** ImageMagick's severities, MagickCore/exception.h. */
const RESOURCE_LIMIT = 400
const MISSING_DELEGATE = 420
const CACHE = 445

/** What ImageMagick says of a file, before its own marks and source lines. */
const wordsOf = (message: string): string =>
  message
    .split(/ [`'@]/)[0]
    ?.replace(/["'`]+$/, '')
    .trim() ?? message

/** Every fault of a file that calls itself a picture of this format. */
export function damaged(name: string, format: PictureFormat, fault: string | Phrase): AppError {
  return new AppError(
    'invalid-image',
    phrase`${name} is a damaged ${PICTURE_FORMATS[format].title} file: ${fault}. Open it in another program and save it again`,
  )
}

/** A file that ends inside its pixels. */
export const cutOff = (name: string, format: PictureFormat): AppError =>
  damaged(name, format, phrase`it is cut off inside its pixels`)

/**
 * What the library threw, as this program's error. Anything but the library's own error means that
 * its code failed, as in memory beyond its bounds: its instance is not to be used again.
 */
export function faultOf(
  thrown: unknown,
  { MagickError }: Magick,
  name: string,
  format: PictureFormat,
): AppError {
  if (thrown instanceof AppError) return thrown
  if (!(thrown instanceof MagickError)) {
    markFailed()
    return damaged(name, format, phrase`its data can not be decoded`)
  }
  const said = [thrown.message, ...thrown.relatedErrors.map(({ message }) => message)]
  const { title } = PICTURE_FORMATS[format]
  if (thrown.severity === RESOURCE_LIMIT || thrown.severity === CACHE)
    return new AppError(
      'too-large',
      phrase`${name} needs more memory to decode than is set aside for a picture. Save it smaller first`,
    )
  if (thrown.severity === MISSING_DELEGATE || said.some((text) => UNSUPPORTED.test(text)))
    return new AppError(
      'unsupported',
      phrase`${name} is of a kind of ${title} that is not opened (${wordsOf(thrown.message)}). Save it as an ordinary ${title} or PNG file`,
    )
  if (said.some((text) => CUT_OFF.test(text))) return cutOff(name, format)
  return damaged(name, format, phrase`the decoder says “${wordsOf(thrown.message)}”`)
}

const UNSUPPORTED = /unsupported|not supported|not implemented|not been built in/i
const CUT_OFF = /unexpected ?end ?of ?file|premature end|end of file|not enough image data/i

/** Warnings that mean that pixels are missing, not only marks between them. */
const PIXELS_MISSING =
  /premature end of data segment|insufficient ?image ?data|unexpected ?end ?of ?file|not enough|read error/i

export const pixelsMissing = (warnings: readonly string[]): boolean =>
  warnings.some((text) => PIXELS_MISSING.test(text))
