/** Endings of pictures; what can be opened of them the decoder says, by the content. */
const PICTURE =
  /\.(png|apng|jpe?g|jpe|jfif|gif|webp|bmp|dib|tiff?|svg|heic|heif|avif|ico|jp2|jxl)$/i

export const isPictureName = (path: string): boolean => PICTURE.test(path)

/** Whether a name has no ending that says what is in the file. */
export const hasNoEnding = (name: string): boolean => !/\.[a-z][a-z0-9]{0,4}$/i.test(name)

const starts = (bytes: Uint8Array, text: string, from = 0): boolean =>
  Buffer.from(bytes.subarray(from, from + text.length)).toString('latin1') === text

/** Whether a file begins as pictures do, whatever it is called. */
export const beginsAsPicture = (bytes: Uint8Array): boolean =>
  starts(bytes, '\x89PNG') ||
  starts(bytes, '\xff\xd8\xff') ||
  starts(bytes, 'GIF8') ||
  (starts(bytes, 'RIFF') && starts(bytes, 'WEBP', 8)) ||
  starts(bytes, 'BM') ||
  starts(bytes, 'II*\0') ||
  starts(bytes, 'MM\0*') ||
  starts(bytes, 'ftyp', 4)
