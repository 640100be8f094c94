export { decodePicture } from './decode'
export { normalise, toInput } from './input'
export { preview } from './preview'
export type { RasterPicture } from './raster'
