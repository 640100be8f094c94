export { normalise, toInput } from './input'
export { decodePicture } from './pictures-here'
export { preview } from './preview'
export type { RasterPicture } from './raster'
