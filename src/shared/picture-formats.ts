/** The formats of pictures that are opened, and how their files are usually called. */
export const PICTURE_FORMATS = {
  png: { title: 'PNG', extensions: ['png', 'apng'] },
  jpeg: { title: 'JPEG', extensions: ['jpg', 'jpeg', 'jpe', 'jfif'] },
  webp: { title: 'WebP', extensions: ['webp'] },
  gif: { title: 'GIF', extensions: ['gif'] },
  bmp: { title: 'BMP', extensions: ['bmp', 'dib'] },
  tiff: { title: 'TIFF', extensions: ['tif', 'tiff'] },
  avif: { title: 'AVIF', extensions: ['avif'] },
  heic: { title: 'HEIC', extensions: ['heic', 'heif', 'hif'] },
} as const

export type PictureFormat = keyof typeof PICTURE_FORMATS

/** Extensions of picture files, in lower case and without the dot. */
export const PICTURE_EXTENSIONS: readonly string[] = Object.values(PICTURE_FORMATS).flatMap(
  ({ extensions }) => extensions,
)

/** Whether a file is called as pictures are; what it holds only the decoder can tell. */
export const isPictureName = (name: string): boolean =>
  PICTURE_EXTENSIONS.includes(/\.([^.]+)$/.exec(name)?.[1]?.toLowerCase() ?? '')
