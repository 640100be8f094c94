import { AppError, phrase, type Phrase } from '@shared/errors'

/** Every fault of a file that calls itself a picture of this kind. */
export const damaged =
  (kind: 'PNG' | 'JPEG') =>
  (name: string, fault: string | Phrase): AppError =>
    new AppError(
      'invalid-image',
      phrase`${name} is a damaged ${kind} file: ${fault}. Open it in another program and save it again`,
    )
