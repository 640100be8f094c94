import { openedFormat } from '../../pictures/format'

/** Endings of pictures; what can be opened of them the decoder says, by the content. */
const PICTURE =
  /\.(png|apng|jpe?g|jpe|jfif|gif|webp|bmp|dib|tiff?|svg|heic|heif|avif|ico|jp2|jxl)$/i

export const isPictureName = (path: string): boolean => PICTURE.test(path)

/** Whether a name has no ending that says what is in the file. */
export const hasNoEnding = (name: string): boolean => !/\.[a-z][a-z0-9]{0,4}$/i.test(name)

/** Whether a file begins as pictures do, whatever it is called. */
export const beginsAsPicture = (bytes: Uint8Array): boolean => openedFormat(bytes) !== undefined
